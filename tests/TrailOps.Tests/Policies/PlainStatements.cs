using System.Numerics;
using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

/// <summary>What statements mean and how few there can be, written plainly, for a few grants.</summary>
internal static class PlainStatements
{
    public static List<Grant> Grants(IEnumerable<PolicyStatement> statements) =>
        [.. statements.SelectMany(s => s.Action.SelectMany(a => s.Resource.SelectMany(r => Conditions(s).Select(c => new Grant(a, r, c)))))];

    public static bool MeanTheSame(IReadOnlyCollection<Grant> one, IReadOnlyCollection<Grant> two) =>
        one.All(g => two.Any(w => Implies(w, g))) && two.All(g => one.Any(w => Implies(w, g)));

    public static bool Implies(Grant wide, Grant narrow) =>
        PolicyPattern.Covers(wide.Action, narrow.Action, ignoreCase: true)
        && PolicyPattern.CoversArn(wide.Resource, narrow.Resource)
        && (wide.Condition is null || wide.Condition == narrow.Condition);

    /// <summary>The statements that each come of a merger or of leaving something out.</summary>
    public static IEnumerable<List<PolicyStatement>> Smaller(IReadOnlyList<PolicyStatement> statements)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            var (s, others) = (statements[i], statements.Where((_, j) => j != i).ToList());
            foreach (var less in Drops(s).Where(less => less.Action.Count > 0 && less.Resource.Count > 0))
            {
                yield return [.. others, less];
            }

            yield return others;
            for (var j = i + 1; j < statements.Count; j++)
            {
                if (Group(s) == Group(statements[j]))
                {
                    yield return [.. others.Where(o => o != statements[j]), Merged(s, statements[j])];
                }
            }
        }
    }

    /// <summary>The smallest number of statements that mean the same as these grants, none of which may be the same but for its case or order of wildcards.</summary>
    public static int Fewest(IEnumerable<Grant> grants)
    {
        var all = grants.Distinct().ToList();
        var needed = all.Where(g => !all.Exists(w => w != g && Implies(w, g))).ToList();
        return needed.GroupBy(g => (g.Condition?.Operator, g.Condition?.Key)).Sum(group => Fewest([.. group], all));
    }

    private static int Fewest(List<Grant> needed, List<Grant> all)
    {
        var (actions, resources) = (needed.Select(g => g.Action).Distinct().ToList(), needed.Select(g => g.Resource).Distinct().ToList());
        var values = needed.Select(g => g.Condition).Distinct().ToList();
        var allowed = values.Select(v => actions.Select(a => Bits(resources, r => all.Exists(w => Implies(w, new(a, r, v))))).ToList()).ToList();
        var boxes = new HashSet<UInt128>();
        for (var some = 1; some < 1 << actions.Count; some++)
        {
            for (var under = 1; under < 1 << values.Count; under++)
            {
                var shared = (1 << resources.Count) - 1;
                foreach (var v in Bits(under))
                {
                    shared = Bits(some).Aggregate(shared, (s, a) => s & allowed[v][a]);
                }

                boxes.Add(needed.Select((g, i) => (g, i)).Aggregate(UInt128.Zero, (cells, cell) =>
                    (some & (1 << actions.IndexOf(cell.g.Action))) != 0 && (shared & (1 << resources.IndexOf(cell.g.Resource))) != 0
                    && (under & (1 << values.IndexOf(cell.g.Condition))) != 0 ? cells | (UInt128.One << cell.i) : cells));
            }
        }

        var widest = boxes.Where(b => b != 0 && !boxes.Any(w => w != b && (w & b) == b)).ToList();
        var everything = (UInt128.One << needed.Count) - 1;
        return Enumerable.Range(1, needed.Count).First(count => CanCover(everything, count, widest, []));
    }

    private static bool CanCover(UInt128 rest, int count, List<UInt128> boxes, HashSet<(UInt128, int)> hopeless)
    {
        if (rest == 0)
        {
            return true;
        }

        if (count == 0 || hopeless.Contains((rest, count)))
        {
            return false;
        }

        var largest = boxes.Max(b => (int)UInt128.PopCount(b & rest));
        var cell = rest & (~rest + 1);
        if (largest * count >= (int)UInt128.PopCount(rest) && boxes.Exists(b => (b & cell) != 0 && CanCover(rest & ~b, count - 1, boxes, hopeless)))
        {
            return true;
        }

        hopeless.Add((rest, count));
        return false;
    }

    private static int Bits(List<string> items, Func<string, bool> has) => items.Select((item, i) => has(item) ? 1 << i : 0).Sum();

    private static IEnumerable<int> Bits(int set)
    {
        for (; set != 0; set &= set - 1)
        {
            yield return BitOperations.TrailingZeroCount(set);
        }
    }

    private static IEnumerable<PolicyStatement> Drops(PolicyStatement s) =>
    [
        .. s.Action.Select(a => s with { Action = [.. s.Action.Where(x => x != a)] }),
        .. s.Resource.Select(r => s with { Resource = [.. s.Resource.Where(x => x != r)] }),
        .. Conditions(s) is { Count: > 1 } all ? all.Select(c => s with { Condition = Condition(all.Where(x => x != c)) }) : [],
    ];

    private static PolicyStatement Merged(PolicyStatement one, PolicyStatement two) => new("Allow", [.. one.Action, .. two.Action], [.. one.Resource, .. two.Resource])
    {
        Condition = one.Condition is null ? null : Condition(Conditions(one).Concat(Conditions(two))),
    };

    private static PolicyCondition Condition(IEnumerable<GrantCondition?> conditions) => new(conditions.Select(c => (c!.Operator, c.Key, c.Value)));

    private static (string?, string?) Group(PolicyStatement s) => Conditions(s)[0] is { } c ? (c.Operator, c.Key) : default;

    private static List<GrantCondition?> Conditions(PolicyStatement s) => s.Condition is null
        ? [null]
        : [.. s.Condition.SelectMany(o => o.Value.SelectMany(k => k.Value.Select(v => new GrantCondition(o.Key, k.Key, v))))];
}
