using System.Text.RegularExpressions;
using CsCheck;
using TrailOps.Actions;
using TrailOps.Policies;
using TrailOps.Tests.Actions;

namespace TrailOps.Tests.Policies;

/// <summary>What holds for the policy of any events: those of the case files, with and without errors.</summary>
public class RolePolicyPropertyTests
{
    private static readonly string[] Errors = ["", "", "", "", "AccessDenied", "NoSuchTagSet", "ThrottlingException"];

    private static readonly RoleEvent[] Pool =
    [
        .. EventCase.All.Select((it, i) => EventCase.MakeEvent(
            it.Source, it.Name, it.Json + Error(Errors[i % Errors.Length]), $"id-{i}", $"2026-11-20T09:{i / 60 % 60:00}:{i % 60:00}Z")),
    ];

    private static readonly Gen<RoleEvent[]> Events = Gen.Int[0, Pool.Length - 1].Select(i => Pool[i]).Array[1, 60];

    private static readonly Gen<RolePolicyOptions> Options = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[1, 30], Gen.Bool).Select(
        (success, denied, wildcard, most, via) => new RolePolicyOptions { SuccessOnly = success, IncludeDenied = denied, UseWildcard = wildcard, MaxResource = most, UseCalledVia = via });

    [Fact]
    public void Order_and_duplicates_do_not_matter() => Gen.Select(Events, Options, Gen.Int).Sample((events, options, seed) =>
    {
        RoleEvent[] again = [.. events, .. events[..(events.Length / 2)]];
        new Random(seed).Shuffle(again);
        var (one, other) = (Build(events, options), Build(again, options));
        Assert.Equal(one.Json, other.Json);
        Assert.Equal(one.Evidence.Select(Text), other.Evidence.Select(Text));
        Assert.Equal(one.Remarks, other.Remarks);
        Assert.Equal(one.Actions.Select(a => $"{a} {a.EventCount}"), other.Actions.Select(a => $"{a} {a.EventCount}"));
        Assert.Equal(events.Length + (events.Length / 2), other.Counts.Input);
    }, iter: 300);

    [Fact]
    public void Every_event_is_counted_once() => Gen.Select(Events, Options).Sample((events, options) =>
    {
        var counts = Build(events, options).Counts;
        Assert.Equal(events.Length, counts.Input);
        Assert.Equal(counts.Input, counts.Mapped + counts.NoPermission + counts.Unmapped + counts.Refused + counts.NotCounted + counts.Duplicate);
        Assert.Equal(events.Length - events.Distinct().Count(), counts.Duplicate);
    }, iter: 300);

    [Fact]
    public void More_events_never_allow_less() => Gen.Select(Events, Events, Options).Sample((some, others, options) =>
    {
        var both = Plain(Build([.. some, .. others], options));
        var each = Plain(Build(some, options)).Concat(Plain(Build(others, options)))
            .SelectMany(grant => ActionCatalogue.Match(grant.Action).Select(action => grant with { Action = action.Action }));
        foreach (var grant in each)
        {
            // The role in an instance profile is any until an event tells it.
            Assert.True(both.Exists(w => Allows(w, grant)) || (grant.Action == "iam:PassRole" && grant.Resource.EndsWith(":role/*", StringComparison.Ordinal)), $"{grant}");
        }
    }, iter: 300);

    [Fact]
    public void Every_counted_event_is_allowed_as_a_whole() => Gen.Select(Events, Options).Sample((events, options) =>
    {
        var policy = Plain(Build(events, options with { UseCalledVia = false }));
        foreach (var need in events.Where(e => Counts(e, options)).SelectMany(e => EventCase.Read(e).Needs))
        {
            Assert.All(need.Resources.Where(r => RoleHolder.Of(r) is null), r => Assert.True(
                policy.Exists(w => Allows(w, new(need.Action, r, need.Condition))), $"{need.Action} {r} {need.Condition}"));
        }
    }, iter: 300);

    [Fact]
    public void Each_element_has_its_evidence_and_no_other_has() => Gen.Select(Events, Options).Sample((events, options) =>
    {
        var policy = Build(events, options);
        foreach (var (statement, i) in policy.Document.Statement.Select((s, i) => (s, i)))
        {
            var evidence = policy.Evidence.Where(e => e.Statement == i).ToList();
            Assert.All(statement.Action, a => Assert.Contains(evidence, e => PolicyPattern.Covers(a, e.Action, ignoreCase: true)));
            Assert.All(statement.Resource, r => Assert.Contains(evidence, e => e.Resource == r));
        }

        Assert.All(policy.Evidence, e =>
        {
            var statement = policy.Document.Statement[e.Statement];
            Assert.Contains(statement.Action, a => PolicyPattern.Covers(a, e.Action, ignoreCase: true));
            Assert.Contains(e.Resource, statement.Resource);
            Assert.True(e.EventCount > 0 && e.EventIds.Count is > 0 and <= 5 && e.Reason.Length > 0);
        });
        Assert.Equal(policy.Actions.Select(a => a.Action), policy.Evidence.Select(e => e.Action).Distinct().Order(StringComparer.Ordinal));
    }, iter: 300);

    [Fact]
    public void Nothing_can_be_left_out_or_put_together() => Events.Sample(events =>
    {
        var statements = Build(events[..Math.Min(events.Length, 12)], new()).Document.Statement;
        var meaning = PlainStatements.Grants(statements);
        Assert.All(PlainStatements.Smaller(statements), smaller => Assert.False(PlainStatements.MeanTheSame(meaning, PlainStatements.Grants(smaller))));
    }, iter: 30);

    [Fact]
    public void Parts_are_small_enough_and_mean_the_whole() => Gen.Select(Events, Gen.Int[700, 3000]).Sample((events, size) =>
    {
        var builder = Builder(events, new());
        var parts = builder.Build(size);
        Assert.All(parts, part => Assert.InRange(part.Size, 1, size));
        Assert.Equal(Enumerable.Range(1, parts.Count), parts.Select(p => p.Part));
        Assert.All(parts, part => Assert.Equal(parts.Count, part.PartCount));
        Assert.True(PlainStatements.MeanTheSame([.. Plain(builder.Build())], [.. parts.SelectMany(Plain)]));
        Assert.All(parts, part => Assert.All(part.Evidence, e => Assert.Contains(e.Resource, part.Document.Statement[e.Statement].Resource)));
    }, iter: 50);

    [Fact]
    public void Every_action_and_resource_of_the_pool_is_one_that_IAM_knows() => Assert.All(Plain(Build(Pool, new() { MaxResource = 1000 })), grant =>
    {
        var action = ActionCatalogue.Find(grant.Action);
        Assert.Equal(grant.Action, action?.Action);
        // The catalogue lacks the types of HTTP APIs.
        Assert.True(grant.Resource == "*" || grant.Resource.Contains(":apigateway:", StringComparison.Ordinal) || action!.ResourceTypes.Any(t => t.ArnFormats.Any(f => new ArnFormat(f).Fits(grant.Resource))), $"{grant}");
    });

    internal static RolePolicyBuilder Builder(IEnumerable<RoleEvent> events, RolePolicyOptions options)
    {
        var builder = new RolePolicyBuilder(options);
        foreach (var e in events)
        {
            builder.Add(e);
        }

        return builder;
    }

    internal static RolePolicy Build(IEnumerable<RoleEvent> events, RolePolicyOptions options) => Builder(events, options).Build();

    internal static List<Grant> Plain(RolePolicy policy) => PlainStatements.Grants(policy.Document.Statement);

    /// <summary>Wildcards as regular expressions; what is a wildcard in the narrower one is a text like any other.</summary>
    private static bool Allows(Grant wide, Grant narrow) =>
        IsMatch(wide.Action, narrow.Action, RegexOptions.IgnoreCase) && IsMatch(wide.Resource, narrow.Resource, RegexOptions.None)
        && (wide.Condition is null || wide.Condition == narrow.Condition);

    private static bool IsMatch(string pattern, string text, RegexOptions options) => pattern == text || Regex.IsMatch(
        text, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$", options | RegexOptions.Singleline);

    private static bool Counts(RoleEvent e, RolePolicyOptions options) =>
        ErrorClasses.Classify(e.ErrorCode, e.ErrorMessage, e.EventSource!, e.EventName!).Class switch
        {
            ErrorClass.None => true,
            ErrorClass.AfterAuthorization => !options.SuccessOnly,
            ErrorClass.AccessDenied => options.IncludeDenied,
            _ => false,
        };

    private static string Text(RolePolicyEvidence e) => $"{e with { EventIds = [] }} {string.Join(' ', e.EventIds)}";

    private static string Error(string code) => code.Length == 0 ? "" : $",\"errorCode\":\"{code}\"";
}
