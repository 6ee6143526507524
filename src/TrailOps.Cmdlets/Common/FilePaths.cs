using System.Collections.ObjectModel;
using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>The files and folders that a path parameter means.</summary>
internal static class FilePaths
{
    /// <summary>Resolves a path; what is not there, or is no file, is an error.</summary>
    /// <param name="cmdlet">Writes the error.</param>
    /// <param name="path">The path.</param>
    /// <param name="isLiteral">Whether wildcards in it are letters.</param>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        ProviderInfo provider;
        Collection<string> found;
        try
        {
            found = isLiteral
                ? [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
        }
        catch (Exception e) when (e is SessionStateException)
        {
            cmdlet.WriteError(Errors.PathNotFound(path));
            return [];
        }

        if (provider.Name != "FileSystem")
        {
            cmdlet.WriteError(Errors.PathNotFileSystem(path, provider.Name));
            return [];
        }

        if (found.Count == 0 || (isLiteral && !File.Exists(found[0]) && !Directory.Exists(found[0])))
        {
            cmdlet.WriteError(Errors.PathNotFound(path));
            return [];
        }

        return found;
    }
}
