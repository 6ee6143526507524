using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.PolicyOracle;

namespace TrailOps.Tests.Policies.Judging;

/// <summary>Policies and requests from few words, so that they often have something to do with each other.</summary>
internal sealed class RandomRequests(int seed)
{
    private const string Home = "111122223333";
    private const string Other = "444455556666";
    private static readonly string[] Actions = ["s3:GetObject", "s3:PutObject", "kms:Decrypt", "sts:AssumeRole", "iam:PassRole", "sqs:SendMessage"];
    private static readonly string[] ActionPatterns = ["*", "s3:*", "S3:getobject", "s3:?etObject", "s3:*Object", "kms:*", "*:*", "sts:AssumeRole", "iam:Pass*", "sqs:Send*", "s3:Put*", "ec2:*"];

    private static readonly string[] Resources =
    [
        "*", "arn:aws:s3:::bucket/key", "arn:aws:s3:::bucket/alice/key", "arn:aws:s3:::bucket", $"arn:aws:sqs:eu-central-1:{Home}:queue", $"arn:aws:sqs:eu-central-1:{Other}:queue",
        $"arn:aws:kms:eu-central-1:{Home}:key/1234", $"arn:aws:kms:eu-central-1:{Other}:key/1234", $"arn:aws:iam::{Home}:role/app", $"arn:aws:iam::{Other}:role/app",
        "arn:aws:logs:eu-central-1:111122223333:log-group:a:b:c",
    ];

    private static readonly string[] ResourcePatterns =
    [
        "*", "arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/${aws:username}/*", "arn:aws:s3:::bucket/${aws:username, 'alice'}/*", "arn:aws:s3:::buc?et*", "arn:aws:s3", "arn:aws:s3:*:key", "arn:aws:s3:*key",
        "arn:aws:sqs:*:*:queue", "arn:aws:sqs:eu-*-1:111122223333:*", "arn:aws:kms:*:111122223333:key/*", "arn:aws:iam::*:role/app", "arn:*:*:*:*:*", "arn:aws:*", "arn:aws:*:queue", "arn:aws:sqs:*queue",
        "arn:aws:logs:*:a:b:*", "arn:aws:logs:*:log-group:a:*c", "arn:aws:s3:::bucket/${*}", "arn:aws:s3:::bucket/k${?}y", "arn:aws:s3:::bucket/key", "arn:aws:s3:::${aws:none}", "arn:aws:s3:::${many}", "arn:aws:sqs:?u-central-1:*",
    ];

    private static readonly (string Operator, string[] Values)[] Tests =
    [
        ("StringEquals", ["a", "b", "A", "${aws:username}", "a*"]), ("StringNotEquals", ["a", "b", "${none}"]), ("StringEqualsIgnoreCase", ["A", "b"]), ("StringNotEqualsIgnoreCase", ["A"]),
        ("StringLike", ["a*", "*", "?", "${aws:username}*", "${*}", "ali?e"]), ("StringNotLike", ["a*", "b", "${none}*"]),
        ("NumericEquals", ["5", "5.0", "x"]), ("NumericNotEquals", ["5", "x"]), ("NumericLessThan", ["5", "-1"]), ("NumericLessThanEquals", ["5"]), ("NumericGreaterThan", ["4.5"]), ("NumericGreaterThanEquals", ["5"]),
        ("DateEquals", ["2026-11-25T00:00:00Z", "2026-11-25", "1795564800"]), ("DateNotEquals", ["2026-11-25"]), ("DateLessThan", ["2026-11-25T12:00:00Z", "nonsense"]),
        ("DateLessThanEquals", ["2026-11-25T01:00:00+01:00"]), ("DateGreaterThan", ["2026-11-24"]), ("DateGreaterThanEquals", ["2026-11-25T00:00:00.000Z"]),
        ("Bool", ["true", "false", "TRUE"]), ("BinaryEquals", ["QUJD", "QUI="]), ("IpAddress", ["192.0.2.0/24", "192.0.2.7", "2001:db8::/32", "0.0.0.0/0", "300.1.1.1"]), ("NotIpAddress", ["192.0.2.0/25", "2001:db8::1"]),
        ("ArnEquals", ["arn:aws:iam::111122223333:role/*", "arn:aws:*"]), ("ArnLike", ["arn:aws:iam::*:role/app", "arn:*:iam::111122223333:role/${aws:username}"]), ("ArnNotEquals", ["arn:aws:iam::111122223333:role/app"]), ("ArnNotLike", ["arn:aws:iam::*:user/*"]),
        ("Null", ["true", "false"]), ("StringMatches", ["a"]),
    ];

    private static readonly string[] Keys = ["aws:username", "aws:TagKeys", "Aws:Number", "aws:Date", "aws:Flag", "aws:Bytes", "aws:SourceIp", "aws:Arn", "aws:none", "many"];

    private static readonly string[] Values =
    [
        "a", "A", "b", "alice", "a*", "5", "5.00", "4.9", "2026-11-25T00:00:00Z", "2026-11-25", "1795564800", "true", "False", "QUJD", "192.0.2.7", "2001:db8::1", "198.51.100.1",
        "arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:role/alice", "arn:aws:iam::444455556666:user/x", "", "*", "ä",
    ];

    private static readonly string[] Principals =
    [
        $"arn:aws:sts::{Home}:federated-user/fed",
        $"arn:aws:sts::{Home}:assumed-role/app/session", $"arn:aws:iam::{Home}:user/alice", $"arn:aws:iam::{Home}:root", $"arn:aws:sts::{Other}:assumed-role/app/session", "ec2.amazonaws.com", $"arn:aws:iam::{Other}:root",
    ];

    private readonly Random _random = new(seed);

    public (OraclePolicies Policies, OracleRequest Request) Next()
    {
        var policies = new OraclePolicies
        {
            Identity = Many(0, 3, () => Document(false)),
            Boundary = Chance(0.25) ? Many(1, 2, () => Document(false)) : null,
            Session = Chance(0.25) ? Many(1, 2, () => Document(false)) : null,
            Resource = Chance(0.5) ? Document(true) : null,
            ServiceControl = Chance(0.2) ? [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Many(1, 2, () => Document(false)))] : [],
            ResourceControl = Chance(0.15) ? [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Many(1, 2, () => Document(true, "*")))] : [],
        };
        var context = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in Keys.Where(key => key != "aws:none" && Chance(0.6)))
        {
            context[key] = key is "many" or "aws:TagKeys" ? Many(0, 3, () => Pick(Values)) : [Pick(Values)];
        }

        return (policies, new OracleRequest(Pick(Actions), Pick(Resources), Pick(Principals)) { Context = context, ResourceAccount = Chance(0.2) ? Pick([Home, Other]) : null });
    }

    private string Document(bool ofResource, string? principal = null)
    {
        var document = new JsonObject { ["Statement"] = new JsonArray([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => (JsonNode)Statement(ofResource, principal))]) };
        if (Chance(0.9))
        {
            document["Version"] = Chance(0.9) ? "2012-10-17" : "2008-10-17";
        }

        return document.ToJsonString();
    }

    private JsonObject Statement(bool ofResource, string? principal)
    {
        var statement = new JsonObject
        {
            ["Effect"] = Chance(0.75) ? "Allow" : "Deny",
            [Chance(0.9) ? "Action" : "NotAction"] = ListOf(ActionPatterns),
            [Chance(0.9) ? "Resource" : "NotResource"] = ListOf(ResourcePatterns),
        };
        if (ofResource)
        {
            statement[principal is not null || Chance(0.9) ? "Principal" : "NotPrincipal"] = principal ?? Principal();
        }

        if (Chance(0.5))
        {
            statement["Condition"] = Condition();
        }

        return statement;
    }

    private JsonNode Principal() => _random.Next(8) switch
    {
        0 or 1 => "*",
        2 => new JsonObject { ["AWS"] = "*" },
        3 => new JsonObject { ["AWS"] = Pick([Home, Other, $"arn:aws:iam::{Home}:root", $"arn:aws:iam::{Other}:root"]) },
        4 => new JsonObject { ["Service"] = ListOf(["ec2.amazonaws.com", "lambda.amazonaws.com"]) },
        _ => new JsonObject
        {
            ["AWS"] = ListOf([.. Principals.Where(p => p.StartsWith("arn:", StringComparison.Ordinal)), $"arn:aws:iam::{Home}:role/app", $"arn:aws:iam::{Other}:role/app", Home]),
            ["Service"] = "ec2.amazonaws.com",
        },
    };

    private JsonObject Condition()
    {
        var condition = new JsonObject();
        for (var i = _random.Next(1, 3); i > 0; i--)
        {
            var (name, values) = Tests[_random.Next(Tests.Length)];
            var isNull = name == "Null";
            name = (isNull ? "" : Pick(["", "", "", "ForAllValues:", "ForAnyValue:"])) + (Chance(0.1) ? name.ToLowerInvariant() : name) + (!isNull && Chance(0.2) ? "IfExists" : "");
            condition[name] = new JsonObject { [Chance(0.1) ? Pick(Keys).ToUpperInvariant() : Pick(Keys)] = ListOf(values) };
        }

        return condition;
    }

    private JsonNode ListOf(string[] texts) => Chance(0.6) ? Pick(texts) : new JsonArray([.. Many(1, 3, () => Pick(texts)).Distinct().Select(text => (JsonNode)text)]);

    private List<T> Many<T>(int least, int most, Func<T> make) => [.. Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make())];

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];

    private bool Chance(double share) => _random.NextDouble() < share;

    public static string Describe(OraclePolicies policies, OracleRequest request) =>
        $"{JsonSerializer.Serialize(policies)}\n{JsonSerializer.Serialize(request)}";
}
