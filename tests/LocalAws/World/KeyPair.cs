namespace TrailOps.LocalAws.World;

/// <summary>What a client signs with.</summary>
/// <param name="AccessKeyId">AKIA… or ASIA….</param>
/// <param name="SecretAccessKey">Forty characters.</param>
/// <param name="SessionToken">Null: long-lived keys.</param>
public sealed record KeyPair(string AccessKeyId, string SecretAccessKey, string? SessionToken = null)
{
    /// <summary>Without the secrets.</summary>
    public override string ToString() => AccessKeyId;
}
