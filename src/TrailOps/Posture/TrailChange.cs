using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.Trails;

namespace TrailOps.Posture;

/// <summary>
/// What CloudTrail would tell of a successful call that changes a trail, made by somebody of whom nothing is known: a session of a role of the account, a user with
/// keys, or root with MFA. Patterns of alarms are tried with it.
/// </summary>
/// <param name="trail">The trail.</param>
internal sealed class TrailChange(TrailDelivery trail)
{
    private const string Role = "AROAEXAMPLEEXAMPLE123";
    private const string Time = "2026-01-01T00:00:00Z";

    private static readonly Caller[] Callers =
    [
        new("AssumedRole", $"{Role}:somebody", "sts", "assumed-role/somebody/somebody", "ASIAEXAMPLEEXAMPLE12", "198.51.100.7", "aws-cli/2.0"),
        new("IAMUser", "AIDAEXAMPLEEXAMPLE123", "iam", "user/somebody", "AKIAEXAMPLEEXAMPLE12", "2001:db8::7", "Boto3/1.40"),
        new("Root", null, "iam", "root", "ASIAEXAMPLEEXAMPLE34", "203.0.113.7", "Mozilla/5.0"),
    ];

    /// <summary>The records, as they are sent to a log group: of each caller one.</summary>
    /// <param name="call">The call's name.</param>
    public IEnumerable<JsonElement> Records(string call) => Callers.Select(caller => Element(RecordOf(call, caller)));

    /// <summary>The events that EventBridge makes of them. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html</summary>
    /// <param name="call">The call's name.</param>
    public IEnumerable<JsonElement> Events(string call) => Callers.Select(caller => Element(new JsonObject
    {
        ["version"] = "0",
        ["id"] = $"7bf73129-1428-4cd3-a780-95db273d16{caller.Type.Length:d2}",
        ["detail-type"] = "AWS API Call via CloudTrail",
        ["source"] = "aws.cloudtrail",
        ["account"] = trail.AccountId,
        ["time"] = Time,
        ["region"] = trail.Region,
        ["resources"] = new JsonArray(),
        ["detail"] = RecordOf(call, caller),
    }));

    private JsonObject RecordOf(string call, Caller caller) => new()
    {
        ["eventVersion"] = "1.11",
        ["userIdentity"] = IdentityOf(caller),
        ["eventTime"] = Time,
        ["eventSource"] = "cloudtrail.amazonaws.com",
        ["eventName"] = call,
        ["awsRegion"] = trail.Region,
        ["sourceIPAddress"] = caller.Address,
        ["userAgent"] = caller.Agent,

        // A trail can be called by its name or by its ARN.
        ["requestParameters"] = new JsonObject { [ChangeWatch.Narrows(call) ? "trailName" : "name"] = caller.Type == "IAMUser" ? trail.TrailName : trail.TrailArn },
        ["responseElements"] = call is "StartLogging" or "StopLogging" or "DeleteTrail" ? null : new JsonObject { ["trailARN"] = trail.TrailArn },
        ["requestID"] = $"0b1c2d3e-4f50-4617-8293-a4b5c6d7e8{caller.Type.Length:d2}",
        ["eventID"] = $"1c2d3e4f-5061-4728-93a4-b5c6d7e8f9{caller.Type.Length:d2}",
        ["readOnly"] = false,
        ["eventType"] = "AwsApiCall",
        ["managementEvent"] = true,
        ["recipientAccountId"] = trail.AccountId,
        ["eventCategory"] = "Management",
    };

    private JsonObject IdentityOf(Caller caller)
    {
        JsonObject identity = new()
        {
            ["type"] = caller.Type,
            ["principalId"] = caller.PrincipalId ?? trail.AccountId,
            ["arn"] = $"arn:{trail.Partition}:{caller.Service}::{trail.AccountId}:{caller.Resource}",
            ["accountId"] = trail.AccountId,
            ["accessKeyId"] = caller.KeyId,
        };
        JsonObject session = new() { ["attributes"] = new JsonObject { ["creationDate"] = Time, ["mfaAuthenticated"] = caller.Type == "Root" ? "true" : "false" } };
        switch (caller.Type)
        {
            case "IAMUser":
                identity["userName"] = "somebody";
                return identity;
            case "AssumedRole":
                session["sessionIssuer"] = new JsonObject
                {
                    ["type"] = "Role",
                    ["principalId"] = Role,
                    ["arn"] = $"arn:{trail.Partition}:iam::{trail.AccountId}:role/somebody",
                    ["accountId"] = trail.AccountId,
                    ["userName"] = "somebody",
                };
                break;
        }

        identity["sessionContext"] = session;
        return identity;
    }

    private static JsonElement Element(JsonObject value)
    {
        using var document = JsonDocument.Parse(value.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>Who makes the call, and how.</summary>
    private sealed record Caller(string Type, string? PrincipalId, string Service, string Resource, string KeyId, string Address, string Agent);
}
