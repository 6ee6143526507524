namespace TrailOps;

/// <summary>Where in a terraform configuration a call was refused.</summary>
/// <param name="Address">The resource's address, such as <c>module.net.aws_vpc.main[0]</c>.</param>
/// <param name="File">The file, as terraform printed it.</param>
/// <param name="Line">The line in the file.</param>
public sealed record DenialLocation(string? Address, string? File, int? Line)
{
    /// <summary>The address and the place in the file.</summary>
    public override string ToString() => (Address, File) switch
    {
        (_, null) => Address ?? "",
        (null, _) => $"{File}:{Line}",
        _ => $"{Address} ({File}:{Line})",
    };
}
