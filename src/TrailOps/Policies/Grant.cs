namespace TrailOps.Policies;

/// <summary>One permission: an action on a resource, under a condition or none. A policy document is a way to write a set of them.</summary>
/// <param name="Action">The action, such as <c>iam:PassRole</c>.</param>
/// <param name="Resource">An ARN, in which <c>*</c> and <c>?</c> are wildcards, or <c>*</c>.</param>
/// <param name="Condition">What must hold besides; null where nothing must.</param>
internal readonly record struct Grant(string Action, string Resource, GrantCondition? Condition = null);

/// <summary>One value that a condition key must have. Grants of an action on a resource that differ in the value alone mean that either suffices.</summary>
/// <param name="Operator">Such as <c>StringEquals</c>.</param>
/// <param name="Key">Such as <c>iam:PassedToService</c>.</param>
/// <param name="Value">Such as <c>ec2.amazonaws.com</c>.</param>
internal sealed record GrantCondition(string Operator, string Key, string Value)
{
    /// <summary>Such as <c>StringEquals iam:PassedToService = ec2.amazonaws.com</c>.</summary>
    public override string ToString() => $"{Operator} {Key} = {Value}";
}
