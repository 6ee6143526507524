using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.Trails;

namespace TrailOps.Posture;

/// <summary>
/// What CloudTrail would tell of a successful call that changes a trail, made by somebody of whom nothing is known: a session of a role of the account.
/// Patterns of alarms are tried with it.
/// </summary>
/// <param name="trail">The trail.</param>
internal sealed class TrailChange(TrailDelivery trail)
{
    private const string Role = "AROAEXAMPLEEXAMPLE123";
    private const string Time = "2026-01-01T00:00:00Z";

    /// <summary>The record, as it is sent to a log group.</summary>
    /// <param name="call">The call's name.</param>
    public JsonElement Record(string call) => Element(RecordOf(call));

    /// <summary>The event that EventBridge makes of it. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html</summary>
    /// <param name="call">The call's name.</param>
    public JsonElement Event(string call) => Element(new JsonObject
    {
        ["version"] = "0",
        ["id"] = "7bf73129-1428-4cd3-a780-95db273d1602",
        ["detail-type"] = "AWS API Call via CloudTrail",
        ["source"] = "aws.cloudtrail",
        ["account"] = trail.AccountId,
        ["time"] = Time,
        ["region"] = trail.Region,
        ["resources"] = new JsonArray(),
        ["detail"] = RecordOf(call),
    });

    private JsonObject RecordOf(string call) => new()
    {
        ["eventVersion"] = "1.11",
        ["userIdentity"] = new JsonObject
        {
            ["type"] = "AssumedRole",
            ["principalId"] = $"{Role}:somebody",
            ["arn"] = $"arn:{trail.Partition}:sts::{trail.AccountId}:assumed-role/somebody/somebody",
            ["accountId"] = trail.AccountId,
            ["accessKeyId"] = "ASIAEXAMPLEEXAMPLE12",
            ["sessionContext"] = new JsonObject
            {
                ["sessionIssuer"] = new JsonObject
                {
                    ["type"] = "Role",
                    ["principalId"] = Role,
                    ["arn"] = $"arn:{trail.Partition}:iam::{trail.AccountId}:role/somebody",
                    ["accountId"] = trail.AccountId,
                    ["userName"] = "somebody",
                },
                ["attributes"] = new JsonObject { ["creationDate"] = Time, ["mfaAuthenticated"] = "false" },
            },
        },
        ["eventTime"] = Time,
        ["eventSource"] = "cloudtrail.amazonaws.com",
        ["eventName"] = call,
        ["awsRegion"] = trail.Region,
        ["sourceIPAddress"] = "198.51.100.7",
        ["userAgent"] = "aws-cli/2.0",
        ["requestParameters"] = new JsonObject { ["name"] = trail.TrailArn },
        ["responseElements"] = null,
        ["requestID"] = "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9",
        ["eventID"] = "1c2d3e4f-5061-4728-93a4-b5c6d7e8f90a",
        ["readOnly"] = false,
        ["eventType"] = "AwsApiCall",
        ["managementEvent"] = true,
        ["recipientAccountId"] = trail.AccountId,
        ["eventCategory"] = "Management",
    };

    private static JsonElement Element(JsonObject value)
    {
        using var document = JsonDocument.Parse(value.ToJsonString());
        return document.RootElement.Clone();
    }
}
