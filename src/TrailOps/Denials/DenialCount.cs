namespace TrailOps.Denials;

/// <summary>Refusals that say the same, and how often: whatever request, session or place they were of.</summary>
internal sealed class DenialCount
{
    private readonly Dictionary<(string?, string?, string?, DenialReason?, DenialPolicyType?, string?, string?, string?), int> _places = [];
    private readonly List<(long Number, AuthorizationDenial Denial)> _first = [];

    /// <summary>One of each, in the order they came first.</summary>
    public IEnumerable<AuthorizationDenial> All => _first.OrderBy(first => first.Number).Select(first => first.Denial);

    /// <summary>Takes a refusal.</summary>
    /// <param name="denial">The refusal.</param>
    /// <param name="number">Its place among all: those that are decoded come later than they were found.</param>
    public void Add(AuthorizationDenial denial, long number)
    {
        // Sessions of a role are one.
        var who = denial.Principal.RoleArn ?? denial.PrincipalArn;
        var what = denial.Action is null ? denial.Operation ?? denial.ErrorCode : null;

        // What could not be decoded may be anything: it stays apart.
        var encoded = denial is { Action: null, EncodedMessage: { } message } ? message : null;
        var key = (who, denial.Action, denial.Resource, denial.Reason, denial.PolicyType, denial.PolicyArn, encoded ?? denial.Service, what);
        if (!_places.TryGetValue(key, out var place))
        {
            _places[key] = _first.Count;
            _first.Add((number, denial));
            return;
        }

        var (first, known) = _first[place];
        var count = known.Count + denial.Count;
        _first[place] = number < first ? (number, denial with { Count = count }) : (first, known with { Count = count });
    }
}
