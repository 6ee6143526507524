using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace TrailOps.Cmdlets;

/// <summary>
/// Run by PowerShell when the module is imported: from then on TrailOps.Aws, and with it the AWS SDK, is found in bin/lib and loaded into a
/// context of its own, so that it lives beside the SDK of AWS.Tools.
/// </summary>
/// <remarks>
/// The hook stays until the process ends: what it has loaded can't be unloaded, and another runspace may still use it.
/// </remarks>
public sealed class ModuleImport : IModuleAssemblyInitializer
{
    private const string AwsAssembly = "TrailOps.Aws";

    private static readonly Lazy<AssemblyLoadContext> AwsContext = new(() => new PrivateContext());
    private static int _isHooked;

    /// <inheritdoc/>
    public void OnImport()
    {
        if (Interlocked.Exchange(ref _isHooked, 1) == 0)
        {
            AssemblyLoadContext.Default.Resolving += static (_, name) =>
                name.Name == AwsAssembly ? AwsContext.Value.LoadFromAssemblyName(name) : null;
        }
    }

    /// <summary>Finds assemblies in bin/lib; those it does not hold (TrailOps.dll, the runtime's) are the default context's.</summary>
    private sealed class PrivateContext() : AssemblyLoadContext("TrailOps")
    {
        private static readonly string Folder =
            Path.Combine(Path.GetDirectoryName(typeof(ModuleImport).Assembly.Location)!, "lib");

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var path = Path.Combine(Folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
