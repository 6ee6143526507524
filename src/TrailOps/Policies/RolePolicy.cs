using TrailOps.Actions;
using TrailOps.Policies;

namespace TrailOps;

/// <summary>The policy that allows what a role's events show, and where it comes from.</summary>
public sealed class RolePolicy
{
    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: white space does not count.</summary>
    internal const int InlineLimit = 10_240;

    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: white space does not count.</summary>
    internal const int ManagedLimit = 6_144;

    internal RolePolicy(string roleArn, PolicyDocument document)
    {
        RoleArn = roleArn;
        RoleName = roleArn[(roleArn.LastIndexOf('/') + 1)..];
        Document = document;
        Json = document.ToJson();
        Size = document.ToJson(indented: false).Length;
    }

    /// <summary>The role that the events belong to.</summary>
    public string RoleArn { get; }

    /// <summary>The role's name.</summary>
    public string RoleName { get; }

    /// <summary>The policy document.</summary>
    public PolicyDocument Document { get; }

    /// <summary>The policy document as JSON: the same text for the same events, in whatever order they came.</summary>
    public string Json { get; }

    /// <summary>The document's size as IAM counts it: characters without white space.</summary>
    public int Size { get; }

    /// <summary>Whether the policy fits into a role as an inline policy, if the role has no other: 10,240 characters.</summary>
    public bool FitsInline => Size <= InlineLimit;

    /// <summary>Whether the policy fits into a managed policy: 6,144 characters.</summary>
    public bool FitsManaged => Size <= ManagedLimit;

    /// <summary>Whether the policy names resources, or actions only.</summary>
    public RolePolicyScope Scope { get; internal init; }

    /// <summary>Which of the policies this is that the events' policy was split into.</summary>
    public int Part { get; internal init; } = 1;

    /// <summary>How many policies the events' policy was split into.</summary>
    public int PartCount { get; internal init; } = 1;

    /// <summary>The actions that are allowed, each with the events it is needed for.</summary>
    public IReadOnlyList<RolePolicyAction> Actions { get; internal init => field = Indexable.Of(value); } = Indexable.Of<RolePolicyAction>([]);

    /// <summary>For each statement, action and resource, why it is there.</summary>
    public IReadOnlyList<RolePolicyEvidence> Evidence { get; internal init => field = Indexable.Of(value); } = Indexable.Of<RolePolicyEvidence>([]);

    /// <summary>Where the policy allows more than the events show, or less than they need, and why.</summary>
    public IReadOnlyList<RolePolicyRemark> Remarks { get; internal init => field = Indexable.Of(value); } = Indexable.Of<RolePolicyRemark>([]);

    /// <summary>What the events need and the policy leaves out, because it was told to.</summary>
    public IReadOnlyList<RolePolicyExcluded> Excluded { get; internal init => field = Indexable.Of(value); } = Indexable.Of<RolePolicyExcluded>([]);

    /// <summary>What became of the events that came in.</summary>
    public RolePolicyCounts Counts { get; internal init; } = new();

    /// <summary>The events that have no IAM action, or none that is known, each with the reason.</summary>
    public IReadOnlyList<RolePolicyUnmapped> Unmapped { get; internal init => field = Indexable.Of(value); } = Indexable.Of<RolePolicyUnmapped>([]);

    /// <summary>The events that do not count: refusals, and failures that do not show that the permission was held.</summary>
    public IReadOnlyList<RolePolicyUncounted> Uncounted { get; internal init => field = Indexable.Of(value); } = Indexable.Of<RolePolicyUncounted>([]);

    /// <summary>How many events count.</summary>
    public long EventCount { get; internal init; }

    /// <summary>The time of the earliest event that counts (UTC).</summary>
    public DateTime? FirstEvent { get; internal init; }

    /// <summary>The time of the latest event that counts (UTC).</summary>
    public DateTime? LastEvent { get; internal init; }

    /// <summary>The runs that found the events.</summary>
    public IReadOnlyList<RoleEventSource> Sources { get; internal init => field = Indexable.Of(value); } = Indexable.Of<RoleEventSource>([]);

    /// <summary>The policy document as Terraform's data source <c>aws_iam_policy_document</c>, which bears the role's name.</summary>
    public string ToTerraform() => ToTerraform(RoleName);

    internal string ToTerraform(string name) => TerraformText.Write(Document, PartCount == 1 ? name : $"{name}_{Part}");

    /// <summary>The policy document as JSON.</summary>
    public override string ToString() => Json;
}

/// <summary>An action of a policy.</summary>
/// <param name="Action">The action, such as <c>s3:GetObject</c>.</param>
/// <param name="AccessLevel">The action's access level.</param>
/// <param name="EventCount">How many events need it.</param>
/// <param name="Events">The events that need it, as <c>source:name</c>.</param>
public sealed record RolePolicyAction(string Action, IamAccessLevel AccessLevel, long EventCount, IReadOnlyList<string> Events)
{
    /// <summary>The events that need it, as <c>source:name</c>.</summary>
    public IReadOnlyList<string> Events { get; init => field = Indexable.Of(value); } = Indexable.Of(Events);

    /// <summary>The action's name.</summary>
    public override string ToString() => Action;
}

/// <summary>An event that adds nothing to a policy.</summary>
/// <param name="EventSource">The service that was called.</param>
/// <param name="EventName">The call.</param>
/// <param name="EventCount">How many events there were.</param>
/// <param name="Kind">Whether the call needs no permission, or its action is not known.</param>
/// <param name="Reason">Why.</param>
public sealed record RolePolicyUnmapped(string EventSource, string EventName, long EventCount, EventActionKind Kind, string Reason);

/// <summary>Events that ended in an error and do not count.</summary>
/// <param name="EventSource">The service that was called.</param>
/// <param name="EventName">The call.</param>
/// <param name="ErrorCode">How it ended.</param>
/// <param name="EventCount">How many events there were.</param>
/// <param name="Reason">Why they do not count.</param>
public sealed record RolePolicyUncounted(string EventSource, string EventName, string ErrorCode, long EventCount, string Reason);
