using System.Diagnostics;
using System.Text.Encodings.Web;

namespace TrailOps.Policies;

/// <summary>
/// Divides a document that is too large for one policy into several that say the same together
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length).
/// </summary>
internal static class PolicySplit
{
    /// <summary>
    /// Documents of at most so many characters, white space between tokens not counted. A statement goes whole into the first that has room;
    /// only one that has room in none, not even alone, is divided. So the same document gives the same parts, and people find it again in them.
    /// </summary>
    /// <exception cref="PolicySizeException">Something that can't be divided is larger.</exception>
    public static IReadOnlyList<PolicyDocument> Split(PolicyDocument document, int maxSize)
    {
        if (Size(document) <= maxSize)
        {
            return [document];
        }

        var frame = Size(With(document, []));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSize, frame);
        ThrowIfTooLarge(document, frame, maxSize);
        var parts = new List<Part>();
        for (var i = 0; i < document.Statement.Count; i++)
        {
            foreach (var piece in Divide(document.Statement[i], maxSize - frame))
            {
                // Pieces of one statement have its id, which may stand in a document only once.
                var size = Size(piece);
                var part = parts.Find(p => p.LastSource != i && frame + p.Size + 1 + size <= maxSize);
                if (part is null)
                {
                    parts.Add(part = new Part());
                }

                part.Add(piece, i, size);
            }
        }

        return parts.ConvertAll(p => With(document, p.Statements));
    }

    private static void ThrowIfTooLarge(PolicyDocument document, int frame, int maxSize)
    {
        var (smallest, number) = document.Statement.Select((s, i) => (Smallest(s), i + 1)).MaxBy(s => Size(s.Item1));
        var needed = frame + Size(smallest);
        if (needed > maxSize)
        {
            throw new PolicySizeException(smallest, number, needed, maxSize);
        }
    }

    /// <summary>What remains of a statement that is divided as far as can be: one action on one resource, but every exception.</summary>
    private static PolicyStatement Smallest(PolicyStatement statement) => statement with
    {
        Action = [.. statement.Action.OrderByDescending(Length).Take(1)],
        Resource = [.. statement.Resource.OrderByDescending(Length).Take(1)],
    };

    /// <summary>
    /// Pieces that have room. The longer of the two lists is divided; the other one stands in each piece, unless pieces with a half, a third, …
    /// of it are fewer.
    /// </summary>
    private static List<PolicyStatement> Divide(PolicyStatement statement, int room)
    {
        if (Size(statement) <= room)
        {
            return [statement];
        }

        var byAction = statement.Action.Sum(Length) > statement.Resource.Sum(Length);
        var (longer, shorter) = byAction ? (statement.Action, statement.Resource) : (statement.Resource, statement.Action);
        PolicyStatement Piece(IReadOnlyList<string> of, IReadOnlyList<string> with) =>
            byAction ? statement with { Action = of, Resource = with } : statement with { Action = with, Resource = of };

        List<PolicyStatement>? fewest = null;
        var length = shorter.Sum(Length);
        for (var n = 1; n <= Math.Max(1, length); n++)
        {
            var shares = Fill(shorter, s => s.Sum(Length) <= length / n);
            var pieces = shares.SelectMany(s => Fill(longer, l => Size(Piece(l, s)) <= room).Select(l => Piece(l, s))).ToList();
            if (fewest?.Count <= pieces.Count)
            {
                break;
            }

            fewest = pieces.TrueForAll(p => Size(p) <= room) ? pieces : fewest;
        }

        return fewest ?? throw new UnreachableException("One action on one resource has room.");
    }

    /// <summary>The list as lists that each take as many values as fit, in order; at least one.</summary>
    private static List<List<string>> Fill(IReadOnlyList<string> values, Predicate<List<string>> fits)
    {
        var lists = new List<List<string>> { new() };
        foreach (var value in values)
        {
            lists[^1].Add(value);
            if (lists[^1].Count > 1 && !fits(lists[^1]))
            {
                lists[^1].RemoveAt(lists[^1].Count - 1);
                lists.Add([value]);
            }
        }

        return lists;
    }

    private static PolicyDocument With(PolicyDocument document, IReadOnlyList<PolicyStatement> statements) =>
        new(statements) { Version = document.Version, Id = document.Id };

    private static int Size(PolicyDocument document) => document.ToJson(indented: false).Length;

    private static int Size(PolicyStatement statement) => Size(new PolicyDocument([statement])) - Size(new PolicyDocument([]));

    /// <summary>A value's size in a list.</summary>
    private static int Length(string value) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value).Length + "\"\",".Length;

    private sealed class Part
    {
        public List<PolicyStatement> Statements { get; } = [];

        public int Size { get; private set; }

        public int LastSource { get; private set; }

        public void Add(PolicyStatement statement, int source, int size)
        {
            Size += size + (Statements.Count > 0 ? 1 : 0);
            Statements.Add(statement);
            LastSource = source;
        }
    }
}
