using CsCheck;
using TrailOps.Policies;
using TrailOps.Tests.Events;

namespace TrailOps.Tests.Policies;

/// <summary>From events to a policy: what counts, what is listed, and that order does not matter.</summary>
public class RolePolicyBuilderTests
{
    private static readonly RoleEventSource Source = new(RoleEventSourceKind.Files, "test");

    private static readonly RoleEvent[] Events =
    [
        Event("s3", "ListBuckets"),
        Event("s3", "ListBuckets"),
        Event("s3", "HeadBucket"),
        Event("lambda", "GetFunction20150331v2"),
        Event("kms", "ReEncrypt"),
        Event("s3", "GetBucketTagging", "NoSuchTagSet"),
        Event("kms", "CreateKey", "AccessDenied"),
        Event("iam", "CreateRole", "ValidationError"),
        Event("sts", "GetCallerIdentity"),
        Event("nosuch", "Thing"),
        Event("ec2", "Nonsense"),
    ];

    [Fact]
    public void The_document_is_this_text() => Assert.Equal(
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo",
                "lambda:GetFunction",
                "s3:GetBucketTagging",
                "s3:ListAllMyBuckets",
                "s3:ListBucket"
              ],
              "Resource": "*"
            }
          ]
        }
        """.ReplaceLineEndings("\n"),
        Build(Events).Json);

    [Fact]
    public void Each_event_is_accounted_for()
    {
        var policy = Build(Events);
        Assert.Equal(9, policy.EventCount);
        Assert.Equal("arn:aws:iam::111122223333:role/deployer", policy.RoleArn);
        Assert.Equal(2, Assert.Single(policy.Actions, a => a.Action == "s3:ListAllMyBuckets").EventCount);
        Assert.Equal(["ec2.amazonaws.com:Nonsense Unmapped", "nosuch.amazonaws.com:Thing Unmapped", "sts.amazonaws.com:GetCallerIdentity NoPermission"], policy.Unmapped.Select(u => $"{u.EventSource}:{u.EventName} {u.Kind}"));
        Assert.All(policy.Unmapped, u => Assert.NotEmpty(u.Reason));
        Assert.Equal(["iam.amazonaws.com:CreateRole ValidationError", "kms.amazonaws.com:CreateKey AccessDenied"], policy.Uncounted.Select(u => $"{u.EventSource}:{u.EventName} {u.ErrorCode}"));
        Assert.Single(policy.Sources);
    }

    [Fact]
    public void The_size_leaves_out_white_space() => Assert.Equal(string.Concat(Build(Events).Json.Where(c => !char.IsWhiteSpace(c))).Length, Build(Events).Size);

    [Fact]
    public void The_order_of_the_events_does_not_matter()
    {
        var expected = Build(Events);
        Gen.Shuffle(Events).Sample(shuffled =>
        {
            var policy = Build(shuffled);
            Assert.Equal(expected.Json, policy.Json);
            Assert.Equal(expected.Unmapped, policy.Unmapped);
            Assert.Equal(expected.Uncounted, policy.Uncounted);
        }, iter: 50);
    }

    [Fact]
    public void The_path_of_the_role_comes_from_the_records_that_tell_it()
    {
        var withPath = Logs.Record("a").Replace("role/deployer", "role/ci/deployer", StringComparison.Ordinal);
        Assert.Equal("arn:aws:iam::111122223333:role/ci/deployer", Build([Only(Logs.Record("b")), Only(withPath)]).RoleArn);
    }

    private static RolePolicy Build(IEnumerable<RoleEvent> events)
    {
        var builder = new RolePolicyBuilder();
        foreach (var e in events)
        {
            builder.Add(e);
        }

        return builder.Build();
    }

    private static RoleEvent Event(string service, string name, string? error = null) => Only(
        Logs.Record(Guid.NewGuid().ToString(), extra: error is null ? "" : $",\"errorCode\":\"{error}\"")
            .Replace("s3.amazonaws.com", service + ".amazonaws.com", StringComparison.Ordinal)
            .Replace("ListBuckets", name, StringComparison.Ordinal));

    private static RoleEvent Only(string json) => Assert.Single(Logs.Read(json, Source).Events);
}
