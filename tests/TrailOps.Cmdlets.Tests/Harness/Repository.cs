namespace TrailOps.Cmdlets.Tests;

/// <summary>Places in the repository and beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Manifest { get; } = Path.Combine(Root, "TrailOps.psd1");

    public static string Bin { get; } = Path.Combine(Root, "bin");

    /// <summary>Published sample logs; only some machines have them.</summary>
    public static string RealLogs { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "cloudtrail"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TrailOps.psd1")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
