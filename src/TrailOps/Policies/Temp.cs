namespace TrailOps.Policies;
#pragma warning disable
internal static class ResourceFold { public static IReadOnlyList<string> Fold(IReadOnlyCollection<string> r, int max) => [.. r]; }
internal static class ActionShortener { public static IReadOnlyList<string> Shorten(IReadOnlyCollection<string> r) => [.. r]; }
internal static class PolicySplit { public static IReadOnlyList<PolicyDocument> Split(PolicyDocument d, int max) => [d]; }
internal sealed class PolicyBaseline { public bool Allows(Grant g) => false; }
