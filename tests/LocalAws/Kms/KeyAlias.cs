namespace TrailOps.LocalAws.Kms;

/// <summary>Another name of a key.</summary>
/// <param name="Arn">The alias's own ARN.</param>
/// <param name="Target">The key's ARN.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Updated">When it was last pointed to a key.</param>
internal sealed record KeyAlias(string Arn, string Target, DateTimeOffset Created, DateTimeOffset Updated)
{
    /// <summary>Begins with <c>alias/</c>.</summary>
    public string Name => Arn.Split(':', 6)[5];
}
