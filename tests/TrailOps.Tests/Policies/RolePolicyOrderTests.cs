using System.Text.Json;
using CsCheck;
using TrailOps.Actions;
using TrailOps.Policies;
using TrailOps.Tests.Events;

namespace TrailOps.Tests.Policies;

/// <summary>What holds for the policy of any events in any order.</summary>
public class RolePolicyOrderTests
{
    private static readonly RoleEventSource Source = new(RoleEventSourceKind.Files, "test");

    private static readonly string[] Calls =
    [
        "s3:ListBuckets", "s3:GetObject", "s3:DeleteBucketWebsite", "ec2:RunInstances", "ec2:DescribeInstances", "kms:ReEncrypt", "iot:CreateThing", "iotdata:Publish",
        "sts:GetCallerIdentity", "nosuch:Thing", "ec2:Nonsense", "lambda:ListFunctions20150331", "signin:ConsoleLogin", "monitoring:PutMetricData",
    ];

    private static readonly string[] Errors =
    [
        "", "", "", "AccessDenied", "Client.UnauthorizedOperation", "AccessDeniedException", "ValidationException", "NoSuchKey", "Client.DryRunOperation",
        "ThrottlingException", "InternalFailure", "ExpiredToken", "SomethingNew", "ResourceNotFoundException",
    ];

    private static readonly string[] Messages = ["", "x", "User: arn:aws:iam::1:role/a is not authorized to perform: s3:GetObject"];

    private static readonly Gen<RoleEvent[]> Events = Gen.Select(
            Gen.Int[0, Calls.Length - 1], Gen.Int[0, Errors.Length - 1], Gen.Int[0, Messages.Length - 1], Gen.Int[0, 4], Gen.Int[0, 59])
        .Select((call, error, message, path, minute) => Event(Calls[call], Errors[error], Messages[message], ["", "a/", "b/", "ci/eu/", "ci/us/"], path, minute))
        .Array[1, 40];

    [Fact]
    public void Any_order_of_any_events_gives_the_same_policy() =>
        Gen.Select(Events, Gen.Int).Sample((events, seed) =>
        {
            var shuffled = (RoleEvent[])events.Clone();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(Text(Build(events)), Text(Build(shuffled)));
        }, iter: 1000);

    [Fact]
    public void Each_event_is_counted_once_or_listed_as_uncounted() =>
        Events.Sample(events =>
        {
            var policy = Build(events);
            Assert.Equal(events.Length, policy.EventCount + policy.Uncounted.Sum(u => u.EventCount));

            var counted = events.Where(Counts).ToList();
            Assert.Equal(counted.Count, policy.EventCount);
            Assert.Equal(counted.Min(e => e.EventTime), policy.FirstEvent);
            Assert.Equal(counted.Max(e => e.EventTime), policy.LastEvent);
            Assert.Equal(counted.SelectMany(e => e.Needed.Actions).Distinct().Order(StringComparer.Ordinal), policy.Actions.Select(a => a.Action));
            Assert.All(policy.Actions, a => Assert.Equal(counted.Count(e => e.Needed.Actions.Contains(a.Action)), a.EventCount));
            Assert.Equal(counted.Count(e => e.Needed.Kind != EventActionKind.Mapped), policy.Unmapped.Sum(u => u.EventCount));
        }, iter: 1000);

    [Fact]
    public void The_document_is_JSON_that_allows_just_these_actions() =>
        Events.Sample(events =>
        {
            var policy = Build(events);
            using var json = JsonDocument.Parse(policy.Json);
            Assert.Equal("2012-10-17", json.RootElement.GetProperty("Version").GetString());
            var statements = json.RootElement.GetProperty("Statement").EnumerateArray().ToList();
            Assert.All(statements, s => Assert.Equal("Allow", s.GetProperty("Effect").GetString()));
            var actions = statements.SelectMany(s => s.GetProperty("Action").EnumerateArray().Select(a => a.GetString()!)).Distinct();
            Assert.Equal(policy.Actions.Select(a => a.Action), actions.Order(StringComparer.Ordinal));
            Assert.Equal(Json(policy.Json), Json(policy.Document.ToJson(indented: false)));
            Assert.Equal(policy.Json.Count(c => !char.IsWhiteSpace(c)), policy.Size);
            Assert.DoesNotContain('\r', policy.Json);
        }, iter: 200);

    [Fact]
    public void A_refusal_never_counts_whatever_the_call()
    {
        foreach (var call in Calls)
        {
            foreach (var code in new[] { "AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation", "UnauthorizedException", "ForbiddenException", "KMSAccessDeniedFault" })
            {
                var policy = Build([Event(call, code, "", [""], 0, 0)]);
                Assert.Equal((0, 0, 0, 1L), (policy.Actions.Count, policy.Unmapped.Count, policy.EventCount, Assert.Single(policy.Uncounted).EventCount));
                Assert.Equal((null, null), (policy.FirstEvent, policy.LastEvent));
            }

            // Nor does one that only its message tells of.
            Assert.Equal(0, Build([Event(call, "ValidationException", Messages[2], [""], 0, 0)]).EventCount);
        }
    }

    [Theory]
    [InlineData("Client.DryRunOperation", true)]
    [InlineData("NoSuchKey", true)]
    [InlineData("NoSuchLifecycleConfiguration", true)]
    [InlineData("ConditionalCheckFailedException", true)]
    [InlineData("ValidationException", false)]
    [InlineData("ThrottlingException", false)]
    [InlineData("InternalFailure", false)]
    [InlineData("ExpiredToken", false)]
    [InlineData("SomethingNew", false)]
    public void A_failure_counts_where_the_call_had_been_authorised(string code, bool counts) =>
        Assert.Equal(counts ? 1 : 0, Build([Event("s3:GetObject", code, "", [""], 0, 0)]).Actions.Count);

    private static bool Counts(RoleEvent e) =>
        ErrorClasses.Classify(e.ErrorCode, e.ErrorMessage, e.EventSource!, e.EventName!).Class is ErrorClass.None or ErrorClass.AfterAuthorization;

    private static RolePolicy Build(IEnumerable<RoleEvent> events)
    {
        var builder = new RolePolicyBuilder();
        foreach (var e in events)
        {
            builder.Add(e);
        }

        return builder.Build();
    }

    private static string Text(RolePolicy policy) => string.Join(
        "\n",
        [
            policy.RoleArn, policy.Json, $"{policy.EventCount} {policy.FirstEvent:O} {policy.LastEvent:O} {policy.Size}",
            .. policy.Actions.Select(a => $"{a.Action} {a.AccessLevel} {a.EventCount} {string.Join(",", a.Events)}"),
            .. policy.Unmapped.Select(u => u.ToString()),
            .. policy.Uncounted.Select(u => u.ToString()),
        ]);

    private static string Json(string json) => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(json));

    private static RoleEvent Event(string call, string error, string message, string[] paths, int path, int minute)
    {
        var (service, name) = (call.Split(':')[0], call.Split(':')[1]);
        var json = Logs.Record(Guid.NewGuid().ToString(), extra: (error.Length == 0 ? "" : $",\"errorCode\":\"{error}\"") + (message.Length == 0 ? "" : $",\"errorMessage\":\"{message}\""))
            .Replace("s3.amazonaws.com", service + ".amazonaws.com", StringComparison.Ordinal)
            .Replace("ListBuckets", name, StringComparison.Ordinal)
            .Replace(":role/deployer", $":role/{paths[path]}deployer", StringComparison.Ordinal)
            .Replace("T09:00:", $"T09:{minute:00}:", StringComparison.Ordinal);
        return Assert.Single(Logs.Read(json, Source).Events);
    }
}
