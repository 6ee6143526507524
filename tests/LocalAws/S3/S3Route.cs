using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>Which requests are an operation: by method, by what they are about, and by the query.</summary>
/// <param name="Method">GET, PUT, …</param>
/// <param name="Level">What it is about.</param>
/// <param name="Query">A parameter that has to be there. Null: none of those that other operations ask for.</param>
/// <param name="Operation">The operation.</param>
internal sealed record S3Route(string Method, S3Level Level, string? Query, Operation Operation)
{
    /// <summary>A header that has to be there.</summary>
    public string? Header { get; init; }
}
