using System.Text;
using TrailOps.Actions;

namespace TrailOps.Tests.Actions;

/// <summary>What must hold for every row of the tables about requests, and that a literal case shows each of those written by hand at work.</summary>
public class RequestTableTests
{
    private static readonly HashSet<string> Spellings = [.. ActionCatalogue.Match("*").Select(a => a.Action)];
    private static readonly ResourceContext Context = new("aws", EventCase.Region, EventCase.Account);
    private static readonly List<Call> Calls = [.. EventCase.All.Select(it => new Call(it)).Where(call => call.Needs.Found.Kind == EventActionKind.Mapped)];

    [Fact]
    public void Every_row_of_implied_is_at_work_in_a_case() => Assert.All(ActionData.ReadTable("implied.tsv"), row => Assert.True(
        Calls.Exists(call => call.IsOf(row) && call.Implied.Any(i => i.Row.SequenceEqual(row) && i.Rule.Actions.All(call.Actions.Contains))), Text(row)));

    [Fact]
    public void Every_row_of_resources_is_at_work_in_a_case()
    {
        var atWork = Calls.SelectMany(call => call.ResourceRows()).Select(Text).ToHashSet();
        Assert.All(ActionData.ReadTable("resources.tsv"), row => Assert.Contains(Text(row), atWork));
    }

    [Fact]
    public void Every_row_of_created_is_at_work_in_a_case() => Assert.All(ActionData.ReadTable("created.tsv"), row => Assert.All(row[2].Split(' '), type =>
        Assert.True(Calls.Exists(call => call.IsOf(row) && call.Needs.Needs.Any(need => TypesOf(need.Action).Any(t => t.Name == type && need.Resources.Any(r => Fits(t, r))))), Text(row))));

    /// <summary>A row matters where a required type has no resource and need not have one.</summary>
    [Fact]
    public void Every_row_of_alternatives_is_at_work_in_a_case() => Assert.All(ActionData.ReadTable("alternatives.tsv"), row => Assert.True(
        Calls.Exists(call => call.Needs.Needs.Any(need => need.Remark is null && need.Action.Split(':') is [var prefix, var name] && ActionPattern.IsMatch(row[0], prefix)
            && ActionPattern.IsMatch(row[1], name) && TypesOf(need.Action).Any(t => t.Required && !need.Resources.Any(r => Fits(t, r))))), Text(row)));

    [Fact]
    public void No_two_rows_are_about_the_same()
    {
        Assert.Empty(Twice(ActionData.ReadTable("implied.tsv").SelectMany(r => r[1].Split(", "), (r, name) => $"{r[0]}:{name} {r[2]} {r[3]}")));
        Assert.Empty(Twice(ActionData.ReadTable("resources.tsv").SelectMany(r => r[1].Split(", "), (r, name) => $"{r[0]}:{name} {r[2]} {r[3]} {r[4]} {r[5].StartsWith("ARN=", StringComparison.Ordinal)}")));
        Assert.Empty(Twice(ActionData.ReadTable("created.tsv").SelectMany(r => r[1].Split(", "), (r, name) => $"{r[0]}:{name} {r[2]}")));
        Assert.Empty(Twice(ActionData.ReadTable("alternatives.tsv").Select(r => $"{r[0]}:{r[1]}")));
        Assert.Empty(Twice(Generated('r').SelectMany(r => r.Row[2].Split(' '), (r, name) => $"{r.Prefix}:{name} {r.Row[0]} {r.Row[1].StartsWith("ARN=", StringComparison.Ordinal)}")));
    }

    [Fact]
    public void Every_action_in_the_implied_exists_in_this_spelling() => Assert.All(ActionData.ReadTable("implied.tsv"), row =>
        Assert.All(ImpliedRule.For(row[0], row[1].Split(", ")[0].Replace("*", "x", StringComparison.Ordinal), new RequestShape()), rule =>
            Assert.All(rule.Actions.Append(rule.Replaced ?? rule.Actions[0]), action => Assert.Contains(action, Spellings))));

    [Fact]
    public void Every_resource_type_is_one_of_the_service_or_of_an_action_that_its_calls_need() => Assert.All(ActionData.ReadTable("resources.tsv"), row =>
    {
        var others = ImpliedRows(row[0]).SelectMany(r => r.Actions).Concat(EventsOf(row[0])).Where(a => !a.StartsWith(row[0] + ":", StringComparison.Ordinal));
        Assert.Contains(row[2], ServiceTypes(row[0]).Select(t => t.Name).Concat(others.SelectMany(TypesOf).Select(t => t.Name)));
        Assert.All(row[3].Split(' ', StringSplitOptions.RemoveEmptyEntries), action =>
        {
            Assert.Contains(action, Spellings);
            Assert.Contains(row[2], TypesOf(action).Select(t => t.Name));
        });
    });

    [Fact]
    public void Every_type_that_is_created_is_one_of_the_service() =>
        Assert.All(ActionData.ReadTable("created.tsv"), row => Assert.All(row[2].Split(' '), type => Assert.Contains(type, ServiceTypes(row[0]).Select(t => t.Name))));

    [Fact]
    public void Every_id_of_EC2_is_the_only_variable_of_its_type() => Assert.All(ActionData.ReadTable("ec2-ids.tsv"), row =>
        Assert.Contains(ServiceTypes("ec2"), t => t.Name == row[1] && t.ArnFormats.Any(f => ActionResources.Format(f).Variables.Count == 1)));

    [Fact]
    public void Every_ARN_that_a_row_makes_is_of_its_type()
    {
        foreach (var row in ActionData.ReadTable("resources.tsv").Where(r => r[5] != "-"))
        {
            var (_, formats) = ServiceTypes(row[0]).FirstOrDefault(t => t.Name == row[2]);
            Assert.All(Samples(shape => ResourceRule.OfTable(row, shape), row[4], row[5], formats ?? []), sample => Assert.True(sample.Fits, $"{Text(row)}: {sample.Arn}"));
        }
    }

    [Fact]
    public void Every_ARN_that_a_row_of_the_catalogue_makes_is_of_its_type()
    {
        var rows = Generated('r').ToList();
        Assert.True(rows.Count > 1_900);
        Assert.All(rows, r =>
        {
            var samples = Samples(shape => ResourceRule.OfCatalogue(r.Row, shape), "", r.Row[1], ServiceTypes(r.Prefix).First(t => t.Name == r.Row[0]).ArnFormats).ToList();
            Assert.NotEmpty(samples);
            Assert.All(samples, sample => Assert.True(sample.Fits, $"{r.Prefix} {Text(r.Row)}: {sample.Arn}"));
        });
    }

    [Fact]
    public void Every_row_of_passed_roles_can_be_read_and_its_operation_is_known()
    {
        var rows = Generated('p').ToList();
        Assert.True(rows.Count > 800);
        Assert.All(rows, r =>
        {
            CatalogueResource.Instance.TryGetService(r.Prefix, out var service);
            Assert.NotNull(PassedRoles.Find(service, r.Row[0], new RequestShape()));
            Assert.NotEqual(EventActionKind.NoPermission, EventActionMap.Find(r.Prefix + EventActionMap.SourceSuffix, r.Row[0]).Kind);
            var services = r.Row[2].Split(' ').Concat(r.Row[1].Split(' ').Where(m => m.Contains('@', StringComparison.Ordinal)).SelectMany(m => m.Split('@')[1].Split(',')).Select(s => s + EventActionMap.SourceSuffix));
            Assert.All(services, s => Assert.Matches("^(-|[a-z0-9-]+([.][a-z0-9-]+)*[.]amazonaws[.]com)$", s));
            Assert.All(r.Row[1].Split(' '), member => Assert.DoesNotContain("::", member, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Every_path_of_API_Gateway_has_an_action_that_its_event_gives() => Assert.All(Generated('g'), r =>
        Assert.Contains($"apigateway:{r.Row[1]}", EventActionMap.Find("apigateway.amazonaws.com", r.Row[0]).Actions));

    [Fact]
    public void Every_operation_and_every_action_as_an_event_gives_actions_or_a_reason()
    {
        var names = CatalogueResource.Instance.Services.SelectMany(s => s.Operations.Select(o => o.Name).Concat(s.Actions.Select(a => a.Name)), (s, name) => (s.Service.Prefix, name));
        Assert.All(names, n =>
        {
            var found = EventActionMap.Find(n.Prefix + EventActionMap.SourceSuffix, n.name);
            Assert.True(found.Reason.Length > 10, n.name);
            Assert.Equal(found.Kind == EventActionKind.Mapped, found.Actions.Count > 0);
            Assert.All(found.Actions, action => Assert.Contains(action, Spellings));
        });
    }

    [Fact]
    public void Every_kind_of_event_has_a_plan_that_reads_an_empty_request() => Assert.All(
        CatalogueResource.Instance.Services.SelectMany(s => s.Operations.Select(o => o.Name).Concat(s.Actions.Select(a => a.Name)).Select(name => (s.Service.Prefix, name))), n =>
        {
            var needs = new EventPlan(n.Prefix + EventActionMap.SourceSuffix, n.name, null, null).Read(EventCase.MakeEvent(n.Prefix + EventActionMap.SourceSuffix, n.name));
            Assert.Equal(needs.Found.Kind == EventActionKind.Mapped, needs.Needs.Count > 0);

            // The reference has no type for API Gateway's kinds of SDKs, whose path is documented elsewhere.
            Assert.All(needs.Needs, need => Assert.All(need.Resources.Where(r => r != "*" && !r.Contains("::/sdktypes", StringComparison.Ordinal)), r => Assert.True(EventNeedsTests.Fits(ActionCatalogue.Find(need.Action)!, r), $"{n.name}: {need.Action} {r}")));
        });

    private static string Text(string[] row) => string.Join(" | ", row);

    private static IEnumerable<string> Twice(IEnumerable<string> keys) => keys.GroupBy(k => k, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key);

    private static IReadOnlyList<IamResourceType> TypesOf(string action) => ActionCatalogue.Find(action)?.ResourceTypes ?? [];

    private static bool Fits(IamResourceType type, string arn) => type.ArnFormats.Any(f => ActionResources.Format(f).Fits(arn));

    private static IEnumerable<(string Name, IReadOnlyList<string> ArnFormats)> ServiceTypes(string prefix) =>
        CatalogueResource.Instance.TryGetService(prefix, out var service) ? service.ResourceTypes : [];

    private static IEnumerable<ImpliedRule> ImpliedRows(string prefix) => ActionData.ReadTable("implied.tsv").Where(r => r[0] == prefix)
        .SelectMany(r => ImpliedRule.For(prefix, r[1].Split(", ")[0].Replace("*", "x", StringComparison.Ordinal), new RequestShape()));

    private static IEnumerable<string> EventsOf(string prefix) =>
        ActionData.ReadTable("events.tsv").Where(r => r[0] == prefix).SelectMany(r => r[2].Split(' ')).Where(a => a.Contains(':', StringComparison.Ordinal));

    private static IEnumerable<(string Prefix, string[] Row)> Generated(char table) =>
        CatalogueResource.Instance.Services.SelectMany(s => s.RequestRows(table).Select(row => (s.Service.Prefix, row)));

    /// <summary>What a rule makes of requests that meet its condition: of one with names, and, where it takes whole ARNs, of one with these.</summary>
    private static IEnumerable<(string Arn, bool Fits)> Samples(Func<RequestShape, ResourceRule> make, string when, string values, IReadOnlyList<string> formats)
    {
        foreach (var format in formats.Select(ActionResources.Format))
        {
            var shape = new RequestShape();
            var rule = make(shape);
            var sample = SampleFor(values, format);
            if (!rule.IsAbout(format) || sample is null)
            {
                continue;
            }

            foreach (var arn in rule.Find(Request(shape, when, sample), format, Context))
            {
                yield return (arn, format.Fits(arn));
            }
        }
    }

    /// <summary>A text that each change and each form takes; null where a row puts an ARN together from several members, which the cases show.</summary>
    private static string? SampleFor(string values, ArnFormat format)
    {
        var arn = format.Build(Context, [.. format.Variables.Select(v => (v, "x1"))]);
        var change = values.Split(' ')[^1].Split(':')[^1].TrimEnd('?');
        if (values.StartsWith("ARN=", StringComparison.Ordinal))
        {
            return values.Contains('+', StringComparison.Ordinal) ? null : change == "parent" ? arn + ":1" : arn;
        }

        return change switch
        {
            "copybucket" or "copykey" => "bucket/key",
            "ou-" or "r-" or "p-" or "h-" => change + "x1",
            "account" => EventCase.Account,
            _ => "x1",
        };
    }

    private static RequestValues Request(RequestShape shape, string when, string sample)
    {
        Dictionary<int, string?> texts = [];
        foreach (var test in when.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = test.Split('~', 2);
            var isNegated = test[0] == '!' || parts[0].EndsWith('!');
            var slot = shape.Add(parts[0].Trim('!'));
            texts[slot] = isNegated ? (parts.Length > 1 ? texts.GetValueOrDefault(slot, sample) : null) : parts.Length > 1 && !sample.StartsWith("arn:", StringComparison.Ordinal)
                ? parts[1].Replace("*", "x1", StringComparison.Ordinal).Replace('?', '1')
                : sample;
        }

        var extract = new RequestExtract();
        for (var slot = 0; slot < shape.Count; slot++)
        {
            if (texts.GetValueOrDefault(slot, sample) is { } text)
            {
                extract.Add(slot, Encoding.UTF8.GetBytes(text));
            }
        }

        return new RequestValues(shape.Count, extract);
    }

    /// <summary>A case with what it needs, looked up once.</summary>
    private sealed class Call
    {
        private readonly RoleEvent _event;
        private readonly RequestShape _shape = new();
        private readonly string _name;

        public Call(EventCase it)
        {
            _event = it.Event;
            _name = EventName.WithoutDate(it.Name);
            Prefix = EventRules.Instance.PrefixOf(it.Source, _event.CalledService);
            Needs = EventCase.Read(_event);
            Actions = [.. Needs.Needs.Select(n => n.Action), .. Needs.Remarks.Select(r => r.Action)];
            var rules = ActionTables.Implied(Prefix, _name).Zip(ImpliedRule.For(Prefix, _name, _shape)).ToList();
            var request = _shape.Read(_event);
            Implied = [.. rules.Where(r => r.Second.Holds(request))];
        }

        public string Prefix { get; }

        public EventNeeds Needs { get; }

        public HashSet<string> Actions { get; }

        /// <summary>The rows of implied.tsv whose condition holds.</summary>
        public List<(string[] Row, ImpliedRule Rule)> Implied { get; }

        public bool IsOf(string[] row) => row[0] == Prefix && row[1].Split(", ").Any(name => ActionPattern.IsMatch(name, _name));

        /// <summary>The rows of resources.tsv that decide: for each type of each action the first that gives a resource or says that there is none.</summary>
        public IEnumerable<string[]> ResourceRows() => Actions.SelectMany(action => TypesOf(action).Select(type => Deciding(action, type))).OfType<string[]>();

        private string[]? Deciding(string action, IamResourceType type)
        {
            var isOwn = action.StartsWith(Prefix + ":", StringComparison.Ordinal);
            foreach (var row in ActionTables.Resources(Prefix, _name).Where(row => row[2] == type.Name && (isOwn || row[3].Length > 0 || !ServiceTypes(Prefix).Any(t => t.Name == type.Name))))
            {
                var shape = new RequestShape();
                var rule = ResourceRule.OfTable(row, shape);
                var request = shape.Read(_event);
                var context = ResourceContext.Of(_event);
                if (rule.IsFor(action, type.Name) && (rule.Excludes(request)
                    || type.ArnFormats.Select(ActionResources.Format).Any(f => rule.IsAbout(f) && rule.Find(request, f, context).Count > 0)))
                {
                    return row;
                }
            }

            return null;
        }
    }
}
