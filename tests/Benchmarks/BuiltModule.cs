using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace TrailOps.Benchmarks;

/// <summary>The built module that is measured.</summary>
internal static class BuiltModule
{
    /// <summary>The folder that TrailOps.psd1 stands in.</summary>
    public static string Root { get; } = FindRoot();

    public static string Manifest => Path.Combine(Root, "TrailOps.psd1");

    public static string EmptyManifest => Path.Combine(Root, "tests", "Benchmarks", "bin", "EmptyModule", "EmptyModule.psd1");

    /// <summary>Whether the module was compiled with optimisation.</summary>
    public static bool IsRelease =>
        new[] { "TrailOps.dll", "TrailOps.Cmdlets.dll" }.All(name => !IsDebug(Path.Combine(Root, "bin", name)));

    /// <summary>TrailOps.dll comes from the module's bin/, for the engine as for the cmdlets.</summary>
    [ModuleInitializer]
    internal static void TakeEngineFromModule() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name == "TrailOps" ? context.LoadFromAssemblyPath(Path.Combine(Root, "bin", "TrailOps.dll")) : null;

    private static bool IsDebug(string path) =>
        Assembly.LoadFrom(path).GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled ?? false;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TrailOps.psd1")))
            {
                return folder.FullName;
            }
        }

        throw new FileNotFoundException("TrailOps.psd1 stands in no folder above the benchmark.");
    }
}
