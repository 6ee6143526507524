using System.Management.Automation;
using TrailOps.Digests;

namespace TrailOps.Cmdlets;

/// <summary>The public keys that -PublicKeyPath means.</summary>
internal static class PublicKeyPaths
{
    /// <summary>The keys in files, and in the files of folders. What can't be read ends the cmdlet: without its keys all would seem forged.</summary>
    public static PublicKeyFile PublicKeysIn(this PSCmdlet cmdlet, IEnumerable<string> paths)
    {
        var keys = new PublicKeyFile();
        foreach (var path in paths)
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (provider.Name != "FileSystem")
            {
                cmdlet.ThrowTerminatingError(Errors.PathNotFileSystem(path, provider.Name));
            }

            foreach (var file in Directory.Exists(full) ? Directory.GetFiles(full) : [full])
            {
                try
                {
                    keys.Add(File.ReadAllBytes(file));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
                {
                    cmdlet.ThrowTerminatingError(Errors.PublicKeyFileNotValid(file, e));
                }
            }
        }

        return keys;
    }
}
