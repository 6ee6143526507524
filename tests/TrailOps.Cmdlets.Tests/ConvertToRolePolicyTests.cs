using System.Collections;
using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests;

public sealed class ConvertToRolePolicyTests : IDisposable
{
    private const string Events = "$events = Get-RoleEvents -Path $logs; ";

    private readonly Session _session = new();
    private readonly LogFolder _logs = new();

    public ConvertToRolePolicyTests()
    {
        _logs.Add(
            new LogRecord("ListBuckets") { Time = "2026-11-20T09:00:00Z" },
            new LogRecord("HeadBucket") { Time = "2026-11-20T09:00:01Z" },
            new LogRecord("HeadBucket") { Time = "2026-11-20T09:00:02Z" },
            new LogRecord("GetBucketTagging") { Time = "2026-11-20T09:00:03Z", ErrorCode = "NoSuchTagSet" },
            new LogRecord("CreateKey", "kms.amazonaws.com") { Time = "2026-11-20T09:00:04Z", ErrorCode = "AccessDenied" },
            new LogRecord("CreateLogGroup", "logs.amazonaws.com") { Time = "2026-11-20T09:00:05Z", ErrorCode = "ThrottlingException" },
            new LogRecord("GetCallerIdentity", "sts.amazonaws.com") { Time = "2026-11-20T09:00:06Z" },
            new LogRecord("PutGadget", "examplesvc.amazonaws.com") { Time = "2026-11-20T09:00:07Z" });
        _logs.Add(
            new LogRecord("GetRole", "iam.amazonaws.com") { Role = "auditor", RolePath = "/team/", Time = "2026-11-21T09:00:00Z" },
            new LogRecord("ListRoles", "iam.amazonaws.com") { Role = "auditor", HasIssuer = false, Time = "2026-11-21T09:00:01Z" },
            new LogRecord("DescribeVpcs", "ec2.amazonaws.com") { Account = "999999999999", Time = "2026-11-21T09:00:02Z" });
    }

    public void Dispose()
    {
        _session.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public void A_policy_has_what_the_issue_names()
    {
        var run = Run("Get-RoleEvents arn:aws:iam::111122223333:role/deployer -Path $logs | ConvertTo-RolePolicy");
        Assert.Null(run.Exception);
        Assert.Empty(run.Errors);
        var policy = Assert.Single(run.Output);
        Assert.Equal("arn:aws:iam::111122223333:role/deployer", policy.Value("RoleArn"));
        Assert.Equal("deployer", policy.Value("RoleName"));
        Assert.Equal(6L, policy.Value("EventCount"));
        Assert.Equal(new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc), policy.Value("FirstEvent"));
        Assert.Equal(new DateTime(2026, 11, 20, 9, 0, 7, DateTimeKind.Utc), policy.Value("LastEvent"));
        Assert.Equal(["s3:GetBucketTagging", "s3:ListAllMyBuckets", "s3:ListBucket"], Texts(policy, "Actions"));
        Assert.Equal([1L, 1L, 2L], Members(policy, "Actions", "EventCount"));
        Assert.Equal(["PutGadget", "GetCallerIdentity"], Members(policy, "Unmapped", "EventName"));
        Assert.Equal(["Unmapped", "NoPermission"], Members(policy, "Unmapped", "Kind").Select(kind => kind!.ToString()));
        Assert.All(Members(policy, "Unmapped", "Reason"), reason => Assert.NotEmpty((string)reason!));
        Assert.Equal(["CreateKey", "CreateLogGroup"], Members(policy, "Uncounted", "EventName"));
        Assert.Equal("Files: role 111122223333:role/deployer: 8 events in 11 records of 2 files", Assert.Single(Texts(policy, "Sources")));
        Assert.All(PSObject.AsPSObject(policy.Value("Document")!).Value<IEnumerable>("Statement").Cast<object>(), s => Assert.Equal("Allow", PSObject.AsPSObject(s).Value("Effect")));
        Assert.Equal(policy.Value("Json"), policy.ToString());
        Assert.Equal(
            """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": [
                    "s3:GetBucketTagging",
                    "s3:ListBucket"
                  ],
                  "Resource": "arn:aws:s3:::example"
                },
                {
                  "Effect": "Allow",
                  "Action": [
                    "s3:ListAllMyBuckets"
                  ],
                  "Resource": "*"
                }
              ]
            }
            """.ReplaceLineEndings("\n"),
            policy.Value("Json"));
        var compact = policy.Value<string>("Json").Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(compact.Length, policy.Value("Size"));
    }

    [Fact]
    public void Each_role_has_a_policy_of_its_own()
    {
        // A record without an issuer does not tell the role's path; it is the same role all the same.
        var policies = Run(Events + "$events | ConvertTo-RolePolicy").Output;
        Assert.Equal(
            ["arn:aws:iam::111122223333:role/team/auditor", "arn:aws:iam::111122223333:role/deployer", "arn:aws:iam::999999999999:role/deployer"],
            policies.Select(policy => policy.Value("RoleArn")));
        Assert.Equal(["iam:GetRole", "iam:ListRoles"], Texts(policies[0], "Actions"));
        Assert.Equal(["ec2:DescribeVpcs"], Texts(policies[2], "Actions"));
    }

    [Theory]
    [InlineData("$events | ConvertTo-RolePolicy -AsJson")]
    [InlineData("[array]::Reverse($events); $events | ConvertTo-RolePolicy -AsJson")]
    [InlineData("ConvertTo-RolePolicy $events -AsJson")]
    [InlineData("ConvertTo-RolePolicy -InputObject $events -AsJson")]
    [InlineData(", $events | ConvertTo-RolePolicy -AsJson")]
    [InlineData("($events | ConvertTo-RolePolicy).Json")]
    public void The_text_is_the_same_for_the_same_events(string script)
    {
        var expected = Run(Events + "$events | ConvertTo-RolePolicy -AsJson").Output.Select(json => Assert.IsType<string>(json.BaseObject)).ToList();
        Assert.Equal(3, expected.Count);
        Assert.Equal(expected, Run(Events + script).Output.Select(json => json.ToString()));
    }

    [Fact]
    public void One_event_is_enough() =>
        Assert.Equal(["s3:ListAllMyBuckets"], Texts(Run(Events + "ConvertTo-RolePolicy $events[0]").Clean().Single(), "Actions"));

    [Fact]
    public void One_warning_tells_of_all_that_adds_nothing()
    {
        Assert.Equal(
            [
                "2 kinds of events add nothing to a policy: 1 need no permission, 1 have no known IAM action (examplesvc.amazonaws.com:PutGadget). "
                + "The property Unmapped tells the reasons.",
                "Allowed on more than was used, since the records do not tell the resource: iam:GetRole. The property Remarks tells more.",
            ],
            Run(Events + "$events | ConvertTo-RolePolicy").Warnings);
        Assert.Empty(Run(Events + "$events | ConvertTo-RolePolicy -WarningAction SilentlyContinue").Warnings);
    }

    [Fact]
    public void A_policy_without_a_statement_is_warned_of()
    {
        var run = Run("Get-RoleEvents deployer -Path $logs -Outcome AccessDenied | ConvertTo-RolePolicy");
        Assert.Equal(0L, Assert.Single(run.Output).Value("EventCount"));
        Assert.Equal(
            ["No event counts towards a permission of arn:aws:iam::111122223333:role/deployer: a policy without a statement is none that IAM takes."], run.Warnings);
    }

    [Fact]
    public void Nothing_comes_of_nothing()
    {
        Assert.Empty(Run("@() | ConvertTo-RolePolicy").Clean());
        Assert.Empty(Run("ConvertTo-RolePolicy @()").Clean());
        Assert.Empty(Run("Get-RoleEvents nobody -Path $logs -WarningAction SilentlyContinue | ConvertTo-RolePolicy -AsJson").Clean());
    }

    private static IEnumerable<string?> Texts(PSObject policy, string property) => policy.Value<IEnumerable>(property).Cast<object>().Select(item => item.ToString());

    private static IEnumerable<object?> Members(PSObject policy, string property, string member) =>
        policy.Value<IEnumerable>(property).Cast<object>().Select(item => PSObject.AsPSObject(item).Value(member));

    private RunResult Run(string script) => _session.Run(script, new { logs = _logs.Root });
}
