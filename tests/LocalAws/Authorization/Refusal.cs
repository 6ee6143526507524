using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Authorization;

/// <summary>Why a request is refused, and how AWS says it.</summary>
internal sealed record Refusal(Caller Caller, Access Access, bool IsExplicit, PolicyKind Kind)
{
    /// <summary>The document that denied; null where none allowed.</summary>
    public string? Document { get; init; }

    /// <summary>Policies of two accounts are involved: the reason is kept back.</summary>
    public bool IsCrossAccount { get; init; }

    public string Sentence => $"User: {Caller.Arn} is not authorized to perform: {Access.Action}{Resource}{Reason}";

    /// <summary>The sentence without its reason, as services say it that look into another's policy.</summary>
    public string SentenceWithoutReason => $"User: {Caller.Arn} is not authorized to perform: {Access.Action}{Resource}";

    public string Resource => Access.Told is { } told ? $" on resource: {told}" : Access.Resource == "*" ? "" : $" on resource: {Access.Resource}";

    private string Reason => IsExplicit
        ? $" with an explicit deny in {(Kind == PolicyKind.Identity ? "an" : "a")} {Type}"
        : $" because no {Type} allows the {Access.Action} action";

    private string Type => Kind switch
    {
        PolicyKind.ServiceControl => "service control policy",
        PolicyKind.Boundary => "permissions boundary",
        PolicyKind.Session => "session policy",
        PolicyKind.Resource => "resource-based policy",
        _ => "identity-based policy",
    };
}
