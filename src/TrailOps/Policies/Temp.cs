namespace TrailOps.Policies;
#pragma warning disable
internal static class PolicySplit { public static IReadOnlyList<PolicyDocument> Split(PolicyDocument d, int max) => [d]; }
