using System.Globalization;
using System.Xml.Linq;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>Retention, legal hold and tags of objects.</summary>
internal static class ObjectSettings
{
    public static AwsResponse GetRetention(Call call) => Locked(call) is { RetentionMode: { } mode } version
        ? S3Call.Answer(new XElement("Retention", new XElement("Mode", mode), new XElement("RetainUntilDate", S3Call.Time(version.RetainUntil))))
        : throw new AwsException("NoSuchObjectLockConfiguration", "The specified object does not have a ObjectLock configuration", 404);

    public static AwsResponse PutRetention(Call call)
    {
        var version = Locked(call);
        var retention = call.NeededXml("Retention");
        var mode = retention.Element("Mode")?.Value;
        if (mode is not (Retention.Governance or Retention.Compliance)
            || !DateTimeOffset.TryParse(retention.Element("RetainUntilDate")?.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until))
        {
            throw S3Errors.MalformedXml();
        }

        if (until <= call.Now)
        {
            throw S3Errors.InvalidArgument("The retain until date must be in the future!");
        }

        // Compliance can only be lengthened; governance is shortened by who may.
        var isWeaker = version.RetentionMode is not null && version.RetainUntil > call.Now && (until < version.RetainUntil || (version.RetentionMode == Retention.Compliance && mode != Retention.Compliance));
        if (isWeaker && !(version.RetentionMode == Retention.Governance && Retention.Bypasses(call)))
        {
            throw S3Errors.AccessDenied("Access Denied because object protected by object lock.");
        }

        (version.RetentionMode, version.RetainUntil) = (mode, until);
        return S3Call.Empty();
    }

    public static AwsResponse GetLegalHold(Call call) => S3Call.Answer(new XElement("LegalHold", new XElement("Status", Locked(call).HasLegalHold ? "ON" : "OFF")));

    public static AwsResponse PutLegalHold(Call call)
    {
        var version = Locked(call);
        version.HasLegalHold = call.NeededXml("LegalHold").Element("Status")?.Value switch { "ON" => true, "OFF" => false, _ => throw S3Errors.MalformedXml() };
        return S3Call.Empty();
    }

    public static AwsResponse GetTags(Call call) => S3Call.Answer(new XElement("Tagging", new XElement("TagSet", ObjectReading.Find(call, call.Bucket()).Tags
        .Select(tag => new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", tag.Value))))));

    public static AwsResponse PutTags(Call call)
    {
        ObjectReading.Find(call, call.Bucket()).Tags = [.. call.NeededXml("Tagging").Descendants("Tag").Select(tag => KeyValuePair.Create(tag.Element("Key")?.Value ?? "", tag.Element("Value")?.Value ?? ""))];
        return S3Call.Empty();
    }

    public static AwsResponse DeleteTags(Call call)
    {
        ObjectReading.Find(call, call.Bucket()).Tags = [];
        return S3Call.Empty(204);
    }

    private static ObjectVersion Locked(Call call) => call.Bucket() is { HasObjectLock: true } bucket
        ? ObjectReading.Find(call, bucket)
        : throw S3Errors.InvalidRequest("Bucket is missing Object Lock Configuration");
}
