using System.IO.Compression;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.Cmdlets.Tests;

/// <summary>A trail that New-AuditTrail made and started: <c>evidence</c> of us-east-1, that delivers to <c>example-evidence</c>.</summary>
internal static class Evidence
{
    public const string Arn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/evidence";
    public const string Bucket = "example-evidence";

    /// <summary>The policy of a key that the trail can encrypt with, in a bucket with a bucket key too.</summary>
    public static string KeyPolicy { get; } = Policies.TrailKey(Arn).Replace(
        "\"Statement\":[",
        $$$$"""
        "Statement":[{"Sid":"BucketKey","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"kms:Decrypt","Resource":"*","Condition":{"StringEquals":{"aws:SourceArn":"{{{{Arn}}}}"}}},
        """,
        StringComparison.Ordinal);

    /// <summary>The policy of a key that event data stores can be given.</summary>
    public const string StoreKeyPolicy =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":["kms:GenerateDataKey","kms:Decrypt"],"Resource":"*"}]}""";

    /// <summary>An account with the trail, and nothing that was asked for it in the log.</summary>
    /// <param name="parameters">More parameters of New-AuditTrail.</param>
    public static async Task<LocalAwsSession> StartAsync(string parameters = "")
    {
        var aws = await LocalAwsSession.StartAsync();
        aws.Run($"New-AuditTrail evidence {Bucket} {parameters} @aws").Clean();
        aws.Server.Log.Clear();
        return aws;
    }

    /// <summary>What the module changed, by operation, oldest first.</summary>
    public static IEnumerable<string> Changes(this LocalAwsSession aws) => aws.Requests.Where(request => request.IsMutating).Select(request => request.Operation);

    /// <summary>The trail as AWS describes it.</summary>
    public static async Task<JsonNode> DescribeAsync(this LocalAwsSession aws, string name = "evidence") =>
        (await aws.Root().TrailAsync("DescribeTrails"))["trailList"]!.AsArray().Single(trail => (string)trail!["Name"]! == name)!;

    public static async Task<JsonObject> StatusAsync(this LocalAwsSession aws, string name = "evidence") => await aws.Root().TrailAsync("GetTrailStatus", $$"""{"Name":"{{name}}"}""");

    /// <summary>All that can be set at a bucket, as S3 tells it.</summary>
    public static Task<string> SettingsAsync(this LocalAwsSession aws, string bucket) => TrailState.OfBucketAsync(aws.Root(), bucket);

    /// <summary>The digests of the home region in a bucket, oldest first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> DigestsAsync(this LocalAwsSession aws, string bucket)
    {
        List<JsonNode> digests = [];
        foreach (var key in aws.Server.World.Account.Objects(bucket).Where(key => key.Contains("/CloudTrail-Digest/us-east-1/", StringComparison.Ordinal)))
        {
            using var response = await aws.Root().SendAsync("s3", HttpMethod.Get, $"/{bucket}/{key}", "");
            await using var unpacked = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
            digests.Add((await JsonNode.ParseAsync(unpacked))!);
        }

        return digests;
    }

    public static IEnumerable<string> LogsIn(this LocalAwsSession aws, string bucket) => aws.Server.World.Account.Objects(bucket).Where(key => key.Contains("/CloudTrail/", StringComparison.Ordinal));
}
