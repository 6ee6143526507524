using System.Xml.Linq;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.Cmdlets.Tests;

/// <summary>What there is, as AWS itself says it, without the module: two states are the same where the texts are.</summary>
internal static class TrailState
{
    private static readonly string[] Settings = ["policy", "publicAccessBlock", "ownershipControls", "versioning", "encryption", "object-lock", "lifecycle", "tagging"];

    /// <summary>All of an account: its trails and its buckets with their settings.</summary>
    public static async Task<string> OfAsync(AwsCaller root)
    {
        List<string> state = [];
        var buckets = XElement.Parse(await root.S3Async(HttpMethod.Get, "/")).Descendants().Where(element => element.Name.LocalName == "Bucket");
        foreach (var bucket in buckets.Select(bucket => bucket.Elements().Single(element => element.Name.LocalName == "Name").Value))
        {
            state.Add(await OfBucketAsync(root, bucket));
        }

        var trails = await root.TrailAsync("DescribeTrails");
        state.Add(trails.ToJsonString());
        foreach (var name in trails["trailList"]!.AsArray().Select(trail => (string)trail!["Name"]!))
        {
            state.Add((await root.TrailAsync("GetEventSelectors", $$"""{"TrailName":"{{name}}"}""")).ToJsonString());
            state.Add($"{(await root.TrailAsync("GetTrailStatus", $$"""{"Name":"{{name}}"}"""))["IsLogging"]}");
        }

        return string.Join('\n', state);
    }

    /// <summary>A bucket with its settings. New ones have some already, with their parts in another order.</summary>
    public static async Task<string> OfBucketAsync(AwsCaller root, string bucket)
    {
        List<string> state = [bucket];
        foreach (var setting in Settings)
        {
            state.Add($"{setting}: {await SettingAsync(root, bucket, setting)}");
        }

        return string.Join('\n', state);
    }

    /// <summary>One setting of a bucket; where it is not set, the code of the error.</summary>
    public static async Task<string> SettingAsync(AwsCaller root, string bucket, string setting)
    {
        try
        {
            var text = await root.S3Async(HttpMethod.Get, $"/{bucket}?{setting}");
            return text.StartsWith('<') ? Ordered(XElement.Parse(text)) : text;
        }
        catch (AwsError e)
        {
            return e.Code;
        }
    }

    /// <summary>XML on one line, whose parts are in an order of their own.</summary>
    public static string Ordered(XElement element) => element.HasElements
        ? $"{element.Name.LocalName}({string.Join(' ', element.Elements().Select(Ordered).Order(StringComparer.Ordinal))})"
        : $"{element.Name.LocalName}={element.Value}";
}
