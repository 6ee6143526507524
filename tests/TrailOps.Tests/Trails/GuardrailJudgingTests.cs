using TrailOps.Policies;
using TrailOps.PolicyOracle;
using TrailOps.Tests.Policies.Judging;
using static TrailOps.Tests.Trails.GuardrailCases;

namespace TrailOps.Tests.Trails;

/// <summary>What a guardrail's documents stop, and what they let go on: by the evaluator, and by the oracle that knows nothing of it.</summary>
public sealed class GuardrailJudgingTests
{
    private const string All = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    // Whoever asks is let in by these, were it not for the guardrail.
    private const string OpenBucket = """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::audit-logs"},
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::audit-logs/AWSLogs/111122223333/*",
           "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"}}},
          {"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::444455556666:root"]},"Action":"s3:*","Resource":["arn:aws:s3:::audit-logs","arn:aws:s3:::audit-logs/*"]}]}
        """;

    private const string OpenKey = """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::444455556666:root"]},"Action":"kms:*","Resource":"*"},
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":["kms:GenerateDataKey*","kms:DescribeKey","kms:Decrypt"],"Resource":"*"}]}
        """;

    public static TheoryData<string, string> PartitionsAndDocuments() => [.. Partitions.SelectMany(p => new[] { "scp", "bucket", "key" }, (p, d) => (p, d))];

    [Theory]
    [MemberData(nameof(PartitionsAndDocuments))]
    public void Each_document_stops_its_attacks_alone(string partition, string document)
    {
        var policies = Alone(partition, document);
        var rows = Attacks.Where(attack => attack.Documents.Contains(document)).ToList();
        Assert.NotEmpty(rows);
        foreach (var (action, resource, _) in rows)
        {
            foreach (var who in document == "scp" ? Insiders : [.. Insiders, .. Insiders.Select(Abroad)])
            {
                // Without the document it would have worked, or the test shows nothing.
                var request = Ask(partition, action, resource, who, document);
                Expect(OracleDecision.Allowed, Open(partition, document), request);
                Expect(OracleDecision.ExplicitDeny, policies, request);
            }
        }
    }

    [Theory]
    [MemberData(nameof(PartitionsAndDocuments))]
    public void The_break_glass_role_does_everything(string partition, string document)
    {
        var policies = Alone(partition, document);
        Assert.All(Attacks.Where(attack => attack.Documents.Contains(document)), attack => Expect(OracleDecision.Allowed, policies, Ask(partition, attack.Action, attack.Resource, Breaker, document)));
    }

    [Theory]
    [MemberData(nameof(PartitionsAndDocuments))]
    public void Reading_and_other_work_goes_on(string partition, string document)
    {
        var policies = Alone(partition, document);
        foreach (var (action, resource) in Work.Where(row => IsAbout(document, row.Resource)))
        {
            foreach (var who in Insiders)
            {
                Expect(OracleDecision.Allowed, policies, Ask(partition, action, resource, who, document));
            }
        }
    }

    [Theory]
    [InlineData("bucket", "s3:GetBucketAcl", "arn:aws:s3:::audit-logs")]
    [InlineData("bucket", "s3:PutObject", "arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz")]
    [InlineData("bucket", "s3:PutObject", "arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail-Digest/eu-central-1/2026/11/30/a.json.gz")]
    [InlineData("key", "kms:GenerateDataKey", Key)]
    [InlineData("key", "kms:DescribeKey", Key)]
    [InlineData("key", "kms:Decrypt", Key)]
    public void CloudTrail_delivers(string document, string action, string resource)
    {
        foreach (var partition in Partitions)
        {
            var request = new OracleRequest(action, In(partition, resource), "cloudtrail.amazonaws.com")
            {
                ResourceAccount = BucketAccount,
                Context = new Dictionary<string, IReadOnlyList<string>> { ["aws:PrincipalIsAWSService"] = ["true"], ["s3:x-amz-acl"] = ["bucket-owner-full-control"] },
            };
            Expect(OracleDecision.Allowed, Alone(partition, document), request);
        }
    }

    [Theory]
    [InlineData("s3:PutObject", "arn:aws:s3:::audit-logs/AWSLogs/111122223333/a")]
    [InlineData("s3:DeleteObject", "arn:aws:s3:::audit-logs/AWSLogs/111122223333/a")]
    public void A_bucket_that_is_open_to_the_world_is_closed_to_strangers(string action, string resource)
    {
        const string World = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::audit-logs","arn:aws:s3:::audit-logs/*"]}]}""";
        var request = new OracleRequest(action, resource, "*") { ResourceAccount = BucketAccount };
        Expect(OracleDecision.Allowed, new OraclePolicies { Resource = World.Replace("\"*\",\"Action\"", "{\"AWS\":\"*\"},\"Action\"", StringComparison.Ordinal) }, request);
        Expect(OracleDecision.ExplicitDeny, new OraclePolicies { Resource = Guardrail("aws").AddToBucketPolicy(World) }, request);
    }

    [Theory]
    [InlineData("arn:aws:iam::*:role/BreakGlass", "arn:aws:iam::111122223333:role/BreakGlass", true)]
    [InlineData("arn:aws:iam::*:role/BreakGlass", "arn:aws:iam::444455556666:role/BreakGlass", true)]
    [InlineData("arn:aws:iam::*:role/BreakGlass", "arn:aws:iam::111122223333:role/x/BreakGlass", false)]
    [InlineData("arn:aws:iam::*:role/BreakGlass", "arn:aws:iam::111122223333:role/breakglass", false)]
    [InlineData("arn:aws:iam::*:role/BreakGlass", "arn:aws:iam::111122223333:user/BreakGlass", false)]
    [InlineData("arn:aws:iam::111122223333:role/break-glass/*", "arn:aws:iam::111122223333:role/break-glass/ops/first", true)]
    [InlineData("arn:aws:iam::111122223333:role/break-glass/*", "arn:aws:iam::111122223333:role/break-glass-not", false)]
    [InlineData("arn:aws:iam::111122223333:role/BreakGlass?", "arn:aws:iam::111122223333:role/BreakGlass1", true)]
    [InlineData("arn:aws:iam::111122223333:role/BreakGlass?", "arn:aws:iam::111122223333:role/BreakGlass", false)]
    [InlineData("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_BreakGlass_*", "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_BreakGlass_0123456789abcdef", true)]
    [InlineData("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_BreakGlass_*", "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_BreakGlass_0123456789abcdef", true)]
    [InlineData("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_BreakGlass_*", "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_0123456789abcdef", false)]
    public void Whom_a_pattern_exempts_nobody_else_can_make(string pattern, string role, bool isExempt)
    {
        var guard = AuditTrailGuardrail.Of(Scope with { BreakGlass = [BreakGlassPattern.Parse(pattern)] });
        OraclePolicies policies = new() { Identity = [All], ServiceControl = [[All], [All, guard.ServiceControlPolicy]] };
        var account = role.Split(':')[4];
        var session = $"arn:aws:sts::{account}:assumed-role/{role[(role.LastIndexOf('/') + 1)..]}/ann";
        var who = role.Contains(":user/", StringComparison.Ordinal) ? (role, role) : (session, role);
        Expect(isExempt ? OracleDecision.Allowed : OracleDecision.ExplicitDeny, policies, Request("cloudtrail:StopLogging", Trail, who, account));
        if (role.Contains(":role/", StringComparison.Ordinal))
        {
            var making = Request("iam:CreateRole", role, ($"arn:aws:sts::{account}:assumed-role/Admin/ann", $"arn:aws:iam::{account}:role/Admin"));
            var decision = Oracle.Decide(policies, making);
            Assert.Equal(isExempt ? OracleDecision.ExplicitDeny : OracleDecision.Allowed, decision);
        }
    }

    [Fact]
    public void Service_linked_roles_are_beyond_the_service_control_policy()
    {
        const string Linked = $"arn:aws:iam::{Account}:role/aws-service-role/cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail";
        Expect(OracleDecision.Allowed, Alone("aws", "scp"), Request("cloudtrail:UpdateTrail", Trail, ($"arn:aws:sts::{Account}:assumed-role/AWSServiceRoleForCloudTrail/x", Linked)));
    }

    // The policy of a bucket or a key is asked about nothing else.
    private static bool IsAbout(string document, string resource) => document switch
    {
        "scp" => true,
        "bucket" => $"{resource}/".StartsWith("arn:aws:s3:::audit-logs/", StringComparison.Ordinal),
        _ => resource == Key,
    };

    private static OraclePolicies Open(string partition, string document) => document switch
    {
        "scp" => new() { Identity = [All], ServiceControl = [[All], [All]] },
        "bucket" => new() { Identity = [All], Resource = In(partition, OpenBucket) },
        _ => new() { Identity = [All], Resource = In(partition, OpenKey) },
    };

    private static OraclePolicies Alone(string partition, string document)
    {
        var guard = Guardrail(partition);
        return document switch
        {
            "scp" => new() { Identity = [All], ServiceControl = [[All], [All, guard.ServiceControlPolicy]] },
            "bucket" => new() { Identity = [All], Resource = guard.AddToBucketPolicy(In(partition, OpenBucket)) },
            _ => new() { Identity = [All], Resource = guard.AddToKeyPolicy(In(partition, OpenKey)) },
        };
    }

    private static (string Principal, string Arn) Abroad((string Principal, string Arn) who) =>
        (who.Principal.Replace(Account, BucketAccount, StringComparison.Ordinal), who.Arn.Replace(Account, BucketAccount, StringComparison.Ordinal));

    // The bucket is of another account than the trail.
    private static OracleRequest Ask(string partition, string action, string resource, (string Principal, string Arn) who, string document) => Request(
        action, In(partition, resource), (In(partition, who.Principal), In(partition, who.Arn)), document == "bucket" && resource.StartsWith("arn:aws:s3:", StringComparison.Ordinal) ? BucketAccount : null);

    private static void Expect(OracleDecision expected, OraclePolicies policies, OracleRequest request)
    {
        Assert.True(expected == Oracle.Decide(policies, request), $"The oracle: not {expected} for {request.Principal}, {request.Action} on {request.Resource}.");
        var verdict = new PolicyJudge(PolicyJudgeOracleTests.ToSet(policies)).Judge(PolicyJudgeOracleTests.ToRequest(request));
        Assert.True(expected.ToString() == verdict.Decision.ToString(), $"The judge: not {expected} for {request.Principal}, {request.Action} on {request.Resource}.");
    }
}
