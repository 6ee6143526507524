using TrailOps.Denials;
using TrailOps.Policies;

namespace TrailOps;

/// <summary>A call that was refused: what was to be done, on what, by whom, and why not, as far as a text, the encoded message or a CloudTrail event tells.</summary>
/// <remarks>What AWS writes: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html. A property is null where nothing tells it.</remarks>
public sealed record AuthorizationDenial
{
    /// <summary>The action that was refused, such as <c>ec2:RunInstances</c>. It may be another than the operation that was called.</summary>
    public string? Action { get; internal init; }

    /// <summary>What it was to be done on, as the message writes it: an ARN, <c>*</c>, or the kind and name of something in IAM.</summary>
    public string? Resource { get; internal init; }

    /// <summary>Who was refused: mostly an ARN; <c>anonymous</c> or an account where AWS says so.</summary>
    public string? PrincipalArn { get; internal init; }

    /// <summary>The name of the role whose session was refused; null where it was none.</summary>
    public string? RoleName => Principal.RoleName;

    /// <summary>The name of the session that was refused.</summary>
    public string? SessionName => Principal.SessionName;

    /// <summary>The account of who was refused: twelve digits.</summary>
    public string? AccountId => Principal.AccountId;

    /// <summary>Whether nothing allows it, or something denies it.</summary>
    public DenialReason? Reason { get; internal init; }

    /// <summary>The kind of policy that does not allow it, or denies it.</summary>
    public DenialPolicyType? PolicyType { get; internal init; }

    /// <summary>The policy that denies it.</summary>
    public string? PolicyArn { get; internal init; }

    /// <summary>The condition keys that the request had, by the encoded message.</summary>
    public IReadOnlyList<DenialCondition> Conditions { get; internal init => field = Indexable.Of(value); } = Indexable.Of<DenialCondition>([]);

    /// <summary>The statements that deny it, by the encoded message.</summary>
    public IReadOnlyList<DenialStatement> MatchedStatements { get; internal init => field = Indexable.Of(value); } = Indexable.Of<DenialStatement>([]);

    /// <summary>The IAM prefix of the service, such as <c>ec2</c>: of the action, or else of what was called.</summary>
    public string? Service { get; internal init; }

    /// <summary>The operation that was called, such as <c>ListBuckets</c>.</summary>
    public string? Operation { get; internal init; }

    /// <summary>The error's code, such as <c>AccessDenied</c>.</summary>
    public string? ErrorCode { get; internal init; }

    /// <summary>The request's id.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The HTTP status.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>What printed it, such as <c>terraform</c> or <c>awscli</c>.</summary>
    public string? Tool { get; internal init; }

    /// <summary>Where in a terraform configuration it was.</summary>
    public DenialLocation? Location { get; internal init; }

    /// <summary>Whether the encoded message was decoded.</summary>
    public bool IsDecoded { get; internal init; }

    /// <summary>The encoded message.</summary>
    public string? EncodedMessage { get; internal init; }

    /// <summary>Whether the encoded message is cut off, by what the text shows. Then it can't be decoded.</summary>
    public bool IsTruncated { get; internal init; }

    /// <summary>What can't be told for sure, such as where a name ends that a terminal broke.</summary>
    public IReadOnlyList<string> Remarks { get; internal init => field = Indexable.Of(value); } = Indexable.Of<string>([]);

    /// <summary>The message as it stood in the text, put together again.</summary>
    public string Text { get; internal init; } = "";

    /// <summary>How many of them there were, where repeats are folded; otherwise 1.</summary>
    public long Count { get; internal init; } = 1;

    /// <summary>The refused event; null where it was a text.</summary>
    public RoleEvent? Event { get; internal init; }

    /// <summary>Who was refused, in parts.</summary>
    internal DenialPrincipal Principal => DenialPrincipal.Parse(PrincipalArn);

    /// <summary>The same with what its encoded message says, where the text did not.</summary>
    internal AuthorizationDenial With(DecodedMessage decoded) => this with
    {
        Action = decoded.Action ?? Action,
        Resource = decoded.Resource ?? Resource,
        PrincipalArn = decoded.PrincipalArn ?? PrincipalArn,
        Reason = Reason ?? decoded.IsExplicit switch { true => DenialReason.ExplicitDeny, false => DenialReason.ImplicitDeny, _ => null },
        Conditions = decoded.Conditions,
        MatchedStatements = decoded.Statements,
        Service = decoded.Action is { } action && action.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? action[..colon].ToLowerInvariant() : Service,
        IsDecoded = true,
    };

    /// <summary>The words of a kind of policy, as AWS writes them.</summary>
    internal static string Words(DenialPolicyType type) => type switch
    {
        DenialPolicyType.IdentityBased => "identity-based policy",
        DenialPolicyType.ResourceBased => "resource-based policy",
        DenialPolicyType.PermissionsBoundary => "permissions boundary",
        DenialPolicyType.SessionPolicy => "session policy",
        DenialPolicyType.ServiceControlPolicy => "service control policy",
        DenialPolicyType.ResourceControlPolicy => "resource control policy",
        DenialPolicyType.VpcEndpointPolicy => "VPC endpoint policy",
        _ => "role trust policy",
    };

    /// <summary>The action, the resource and who was refused.</summary>
    public override string ToString() => $"{Action ?? Operation ?? Service ?? ErrorCode} on {Resource ?? "?"}" + (PrincipalArn is null ? "" : $" by {PrincipalArn}");
}
