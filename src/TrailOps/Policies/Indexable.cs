using System.Collections.ObjectModel;

namespace TrailOps.Policies;

/// <summary>Lists of public properties. PowerShell indexes arrays and collections, but not whatever else has the interface of a list.</summary>
internal static class Indexable
{
    /// <summary>The list in a form that <c>$list[0]</c> works with and that nobody can change.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> list) => list as ReadOnlyCollection<T> ?? Array.AsReadOnly([.. list]);
}
