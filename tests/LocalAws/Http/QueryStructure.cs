namespace TrailOps.LocalAws.Http;

/// <summary>One structure of a list.</summary>
internal readonly record struct QueryStructure(QueryParameters Parameters, string Prefix)
{
    public string? this[string member] => Parameters.Text($"{Prefix}.{member}");
}
