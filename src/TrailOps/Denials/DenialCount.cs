namespace TrailOps.Denials;

/// <summary>Refusals that say the same, and how often: whatever request, session or place they were of.</summary>
internal sealed class DenialCount
{
    private readonly Dictionary<(string?, string?, string?, DenialReason?, DenialPolicyType?, string?, string?, string?), int> _places = [];
    private readonly List<AuthorizationDenial> _first = [];

    /// <summary>One of each, in the order they came first.</summary>
    public IReadOnlyList<AuthorizationDenial> All => _first;

    /// <summary>Takes a refusal.</summary>
    public void Add(AuthorizationDenial denial)
    {
        // Sessions of a role are one.
        var who = denial.Principal.RoleArn ?? denial.PrincipalArn;
        var what = denial.Action is null ? denial.Operation ?? denial.ErrorCode : null;

        // What could not be decoded may be anything: it stays apart.
        var encoded = denial is { Action: null, EncodedMessage: { } message } ? message : null;
        var key = (who, denial.Action, denial.Resource, denial.Reason, denial.PolicyType, denial.PolicyArn, encoded ?? denial.Service, what);
        if (_places.TryGetValue(key, out var place))
        {
            _first[place] = _first[place] with { Count = _first[place].Count + denial.Count };
            return;
        }

        _places[key] = _first.Count;
        _first.Add(denial);
    }
}
