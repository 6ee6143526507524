using TrailOps.Actions;

namespace TrailOps.Tests.Actions;

/// <summary>What must hold for every row of the tables, whatever it says.</summary>
public class RuleTableTests
{
    private static readonly HashSet<string> Spellings = [.. ActionCatalogue.Match("*").Select(a => a.Action)];
    private static readonly HashSet<string> Prefixes = [.. ActionCatalogue.Services.Select(s => s.Prefix)];

    [Theory]
    [InlineData("sources.tsv", 100)]
    [InlineData("events.tsv", 150)]
    [InlineData("event-types.tsv", 4)]
    [InlineData("errors.tsv", 25)]
    [InlineData("dated-events.tsv", 15)]
    [InlineData("implied.tsv", 140)]
    [InlineData("resources.tsv", 450)]
    [InlineData("created.tsv", 15)]
    [InlineData("alternatives.tsv", 15)]
    public void EveryRowHasAReason(string table, int least)
    {
        var rows = ActionData.ReadTable(table);
        Assert.True(rows.Count >= least);
        Assert.All(rows, r =>
        {
            Assert.True(r[^1].Length >= 10 && r[^1].EndsWith('.'), string.Join(" | ", r));
            Assert.All(r, c => Assert.Equal(c.Trim(), c));
        });
    }

    [Fact]
    public void EverySourceLeadsToAPrefixOnceAndNotToItsOwnName()
    {
        var rows = ActionData.ReadTable("sources.tsv");
        Assert.Equal(rows.Count, rows.DistinctBy(r => (r[0].ToUpperInvariant(), r[1])).Count());
        Assert.All(rows, r =>
        {
            Assert.EndsWith(".amazonaws.com", r[0], StringComparison.Ordinal);
            Assert.True(r[2] == "-" || Prefixes.Contains(r[2]), $"No service has the prefix {r[2]}.");
            Assert.NotEqual(r[0].Split('.')[0], r[2]);
            Assert.Contains(r[3], new[] { "log", "list", "model", "guess" });
        });
    }

    [Fact]
    public void EveryEventHasOneRow()
    {
        var events = ActionData.ReadTable("events.tsv").SelectMany(r => r[1].Split(", ").Select(name => $"{r[0]}:{name}")).ToList();
        Assert.Empty(events.GroupBy(e => e, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void EveryRowOfEventsIsOfAKnownPrefix()
    {
        var byEvent = ActionData.ReadTable("sources.tsv").Where(r => r[2] == "-").Select(r => r[0].Split('.')[0]);
        Assert.Empty(ActionData.ReadTable("events.tsv").Select(r => r[0]).Except(Prefixes).Except(byEvent));
    }

    [Fact]
    public void EveryActionInTheEventsExistsInThisSpelling() =>
        Assert.All(ActionData.ReadTable("events.tsv"), r =>
        {
            var required = r[2] is "-" or "?" ? [] : r[2].Split(' ');
            Assert.Equal(required.Distinct(), required);
            Assert.All(required, a => Assert.Contains(a.Contains(':', StringComparison.Ordinal) ? a : $"{r[0]}:{a}", Spellings));
        });

    [Fact]
    public void EveryActionOfEveryOperationExistsInThisSpelling()
    {
        var operations = CatalogueResource.Instance.Services.SelectMany(s => s.Operations).ToList();
        Assert.True(operations.Count > 3_000);
        Assert.All(operations, o => Assert.All(o.Primary.Concat(o.Also), a => Assert.Contains(a, Spellings)));
        Assert.All(operations, o => Assert.Contains(o.Kind, new[] { "same", "renamed", "choose", "none-listed" }));
    }

    [Fact]
    public void TheCatalogueHoldsTheOperationsTableAsItStands()
    {
        var table = File.ReadLines(Path.Combine(RepositoryFiles.Root, "src", "CatalogueGenerator", "operations.tsv"))
            .Where(l => l.Length > 0 && l[0] != '#').Skip(1).Select(l => l.Split('\t'))
            .Select(c => $"{c[0]} {c[2]}: {c[3].TrimStart('-')}; {c[4]}; {c[5]}").Order(StringComparer.Ordinal);
        var packed = CatalogueResource.Instance.Services
            .SelectMany(s => s.Operations.Select(o => $"{s.Service.Prefix} {o.Name}: {string.Join(' ', o.Primary)}; {string.Join(' ', o.Also)}; {o.Kind}"))
            .Order(StringComparer.Ordinal);
        Assert.Equal(table, packed);
    }

    [Fact]
    public void EveryMappedEventComesOutOfItsOwnTable() =>
        Assert.All(ActionData.ReadTable("events.tsv").Where(r => r[1] != "*"), r => Assert.All(r[1].Split(", "), name =>
        {
            var found = EventActionMap.Find(r[0] + ".amazonaws.com", name);
            Assert.Equal(r[3], found.Reason);
            Assert.All(found.Actions, a => Assert.Contains(a, Spellings));
        }));

    [Fact]
    public void EveryDatedNameMeansWhatItMeansWithoutTheDate()
    {
        var rows = ActionData.ReadTable("dated-events.tsv").Where(r => r[1] != "*");
        var names = rows.SelectMany(r => r[1].Split(", ").Select(name => (Source: r[0] + ".amazonaws.com", Name: name, Suffixes: r[2].Split(' ')))).ToList();
        Assert.Equal(names.Count, names.DistinctBy(n => (n.Source, n.Name)).Count());
        Assert.All(names, n => Assert.All(n.Suffixes, suffix =>
        {
            var dated = EventActionMap.Find(n.Source, n.Name + suffix);
            Assert.Equal(EventActionKind.Mapped, dated.Kind);
            Assert.Equal(EventActionMap.Find(n.Source, n.Name).Actions, dated.Actions);
        }));
    }

    [Fact]
    public void EveryErrorRowCanBeReachedAndNamesAClass()
    {
        var rows = ActionData.ReadTable("errors.tsv");
        Assert.All(rows, r => Assert.True(Enum.TryParse<ErrorClass>(r[3], out var known) && known != ErrorClass.None, r[3]));
        Assert.All(rows, r => Assert.All(r[0].Split(", "), pattern =>
        {
            // A code made of the pattern itself must find this row, or the pattern is dead.
            var code = pattern.Replace("*", "", StringComparison.Ordinal);
            var (source, name) = r[1].Length == 0 ? ("any", "Call") : (r[1].Split(':')[0], r[1].Split(':')[1].Replace("*", "Call", StringComparison.Ordinal));
            Assert.Equal(r[4], ErrorClasses.Classify(code.Length == 0 ? "Odd" : code, r[2], source, name).Reason);
        }));
    }
}
