using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AwsClients.Tests.Surface;

/// <summary>-p:OfficialAwsClients=true puts two packages in the place of two projects, for the product and for these tests alike.</summary>
public class OfficialClientsSwapTests
{
    [Theory]
    [InlineData("src/TrailOps.Aws")]
    [InlineData("tests/AwsClients.Tests")]
    public void Two_packages_in_the_place_of_two_projects(string project)
    {
        string[] clients = ["AWSSDK.CloudTrail", "AWSSDK.IdentityManagement"];
        var (packages, projects) = References(project);
        Assert.Empty(packages.Intersect(clients));
        Assert.Equal(clients, projects.Intersect(clients).Order());

        var (officialPackages, officialProjects) = References(project, "-p:OfficialAwsClients=true");
        Assert.Equal(clients, officialPackages.Intersect(clients).Order());
        Assert.Empty(officialProjects.Intersect(clients));

        // Nothing else changes.
        Assert.Equal(packages, officialPackages.Except(clients));
        Assert.Equal(projects.Except(clients), officialProjects);
    }

    [Fact]
    public void The_packages_have_versions()
    {
        var versions = Evaluate("src/TrailOps.Aws", "-p:OfficialAwsClients=true", "-getItem:PackageVersion")["Items"]!["PackageVersion"]!.AsArray();
        Assert.Equal(2, versions.Count(v => (string)v!["Identity"]! is "AWSSDK.CloudTrail" or "AWSSDK.IdentityManagement" && ((string)v["Version"]!).StartsWith("4.", StringComparison.Ordinal)));
    }

    private static (List<string> Packages, List<string> Projects) References(string project, params string[] properties)
    {
        var items = Evaluate(project, [.. properties, "-getItem:PackageReference", "-getItem:ProjectReference"])["Items"]!;
        return (
            [.. items["PackageReference"]!.AsArray().Select(p => (string)p!["Identity"]!).Order()],
            [.. items["ProjectReference"]!.AsArray().Select(p => Path.GetFileNameWithoutExtension((string)p!["Identity"]!)).Order()]);
    }

    private static JsonNode Evaluate(string project, params string[] arguments)
    {
        using var msbuild = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", Path.Combine(Root(), project), .. arguments]) { RedirectStandardOutput = true })!;
        var output = msbuild.StandardOutput.ReadToEnd();
        msbuild.WaitForExit();
        Assert.True(msbuild.ExitCode == 0, output);
        return JsonNode.Parse(output)!;
    }

    // The folder of the solution, above the tests' output: a build in CI maps source paths, so a file's own path does not tell.
    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TrailOps.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("TrailOps.sln is above none of the folders of the tests.");
        }

        return folder.FullName;
    }
}
