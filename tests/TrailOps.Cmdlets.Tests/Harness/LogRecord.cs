using System.Globalization;
using System.Text.Json;

namespace TrailOps.Cmdlets.Tests;

/// <summary>A CloudTrail record; each has an id of its own unless told otherwise.</summary>
internal sealed record LogRecord(string Name = "ListBuckets", string Source = "s3.amazonaws.com")
{
    public string Role { get; init; } = "deployer";

    public string RolePath { get; init; } = "/";

    public string Account { get; init; } = "111122223333";

    public string Session { get; init; } = "run-1";

    public string Region { get; init; } = "eu-central-1";

    public string Key { get; init; } = "ASIAEXAMPLE000000001";

    public string Time { get; init; } = "2026-11-20T09:00:00Z";

    public string Id { get; init; } = Guid.NewGuid().ToString();

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public bool? ReadOnly { get; init; } = true;

    public bool HasIssuer { get; init; } = true;

    public DateTime EventTime => DateTime.Parse(Time, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    public string RoleArn => $"arn:aws:iam::{Account}:role{RolePath}{Role}";

    /// <summary>The record of a call at another time.</summary>
    public LogRecord At(DateTime time) => this with { Time = time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) };

    public string Json()
    {
        var identity = new Dictionary<string, object?>
        {
            ["type"] = "AssumedRole",
            ["principalId"] = $"AROAEXAMPLE:{Session}",
            ["arn"] = $"arn:aws:sts::{Account}:assumed-role/{Role}/{Session}",
            ["accountId"] = Account,
            ["accessKeyId"] = Key,
        };
        if (HasIssuer)
        {
            identity["sessionContext"] = new { sessionIssuer = new { type = "Role", arn = RoleArn, accountId = Account, userName = Role } };
        }

        var record = new Dictionary<string, object?>
        {
            ["eventVersion"] = "1.11",
            ["userIdentity"] = identity,
            ["eventTime"] = Time,
            ["eventSource"] = Source,
            ["eventName"] = Name,
            ["awsRegion"] = Region,
            ["sourceIPAddress"] = "198.51.100.7",
            ["userAgent"] = "aws-cli/2.31",
            ["requestParameters"] = new { bucketName = "example" },
            ["requestID"] = "req-" + Id,
            ["eventID"] = Id,
            ["eventType"] = "AwsApiCall",
            ["recipientAccountId"] = Account,
        };
        AddUnlessNull(record, "errorCode", ErrorCode);
        AddUnlessNull(record, "errorMessage", ErrorMessage);
        AddUnlessNull(record, "readOnly", ReadOnly);
        return JsonSerializer.Serialize(record);
    }

    private static void AddUnlessNull(Dictionary<string, object?> record, string name, object? value)
    {
        if (value is not null)
        {
            record[name] = value;
        }
    }
}
