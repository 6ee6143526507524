namespace TrailOps.Tests.Actions;

/// <summary>Files of the repository and of the folder beside it.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    /// <summary>Published sample logs; only some machines have them.</summary>
    public static string SampleLogs { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "cloudtrail"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TrailOps.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
