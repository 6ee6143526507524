using System.Globalization;
using TrailOps.LocalAws;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Puts logs into a bucket of LocalAws as CloudTrail names them.</summary>
internal sealed class BucketLogs(LocalAwsServer server, string bucket = "logs-of-team")
{
    private int _number;

    public List<string> Keys { get; } = [];

    /// <summary>A log, by the account, region and time of its first record.</summary>
    public string Add(string root, params LogRecord[] records) => Add(KeyOf(root, records[0]), LogFolder.GZip(records));

    public string Add(string key, byte[] content)
    {
        server.World.Account.AddObject(bucket, key, content);
        Keys.Add(key);
        return key;
    }

    public string KeyOf(string root, LogRecord first, string kind = "CloudTrail", DateTime? delivered = null)
    {
        var time = delivered ?? first.EventTime;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{root}/{first.Account}/{kind}/{first.Region}/{time:yyyy/MM/dd}/{first.Account}_{kind}_{first.Region}_{time:yyyyMMddTHHmm}Z_{++_number:D16}.json.gz");
    }
}
