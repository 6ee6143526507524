using System.Management.Automation;

namespace HelpGenerator.Tests;

/// <summary>The module's own help: each cmdlet and parameter has its text and examples, and docs/cmdlets is what the build makes of them.</summary>
public sealed class ModulePagesTests
{
    [Fact]
    public void The_committed_pages_are_those_of_the_built_module()
    {
        var root = FindRoot();
        Assert.Empty(HelpBuild.StalePages(new HelpOptions
        {
            Assembly = Path.Combine(root, "bin", "TrailOps.Cmdlets.dll"),
            Examples = Path.Combine(root, "src", "TrailOps.Cmdlets"),
            HelpFolder = Path.Combine(root, "en-US"),
            PagesFolder = Path.Combine(root, "docs", "cmdlets"),
            References = [typeof(PSObject).Assembly.Location],
        }));
    }

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
