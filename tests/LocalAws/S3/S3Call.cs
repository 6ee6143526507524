using System.Xml;
using System.Xml.Linq;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>What S3's operations ask of a call, and what they answer with.</summary>
internal static class S3Call
{
    private static readonly XNamespace Space = "http://s3.amazonaws.com/doc/2006-03-01/";

    public static S3Target Target(this Call call) => S3Target.Of(call.Request);

    public static Bucket? FindBucket(this Call call) => call.World.Buckets.Find(call.Partition, call.Target().Bucket);

    public static Bucket Bucket(this Call call) => call.FindBucket() ?? throw S3Errors.NoSuchBucket(call.Target().Bucket);

    /// <summary>The body as XML, its namespace aside. Null: there is none.</summary>
    public static XElement? Xml(this Call call)
    {
        if (call.Request.Body.Length == 0)
        {
            return null;
        }

        try
        {
            using MemoryStream body = new(call.Request.Body);
            var root = XElement.Load(body);
            foreach (var element in root.DescendantsAndSelf())
            {
                element.Name = element.Name.LocalName;
                element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
            }

            return root;
        }
        catch (XmlException)
        {
            throw S3Errors.MalformedXml();
        }
    }

    public static XElement NeededXml(this Call call, string root) => call.Xml() is { } xml && xml.Name == root ? xml : throw S3Errors.MalformedXml();

    public static AwsResponse Empty(int status = 200) => new(status, null, ReadOnlyMemory<byte>.Empty);

    public static AwsResponse Answer(XElement root, int status = 200)
    {
        XElement named = new(root);
        foreach (var element in named.DescendantsAndSelf().Where(element => element.Name.Namespace == XNamespace.None))
        {
            element.Name = Space + element.Name.LocalName;
        }

        return new AwsResponse(status, "application/xml", System.Text.Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{named.ToString(SaveOptions.DisableFormatting)}"));
    }

    /// <summary>With milliseconds, as S3 writes times in XML.</summary>
    public static string Time(DateTimeOffset time) => RequestContext.Time(time)[..^1] + ".000Z";

    public static XElement Owner(World.AwsAccount account, string name = "Owner") => new(name, new XElement("ID", account.CanonicalUserId));
}
