using System.Reflection;
using System.Runtime.Loader;
using System.Xml.Linq;

namespace TrailOps.Cmdlets.Tests;

/// <summary>The AWS layer lives in a load context of its own, and nothing that others see leads there.</summary>
public sealed class IsolationTests
{
    [Fact]
    public void The_aws_layer_loads_into_a_context_of_its_own()
    {
        using var session = new Session();
        Assert.Contains("eu-central-1", Complete.Texts(session, "Get-RoleEvents -Region eu-c"));

        // Another test looks at the module's types in a context that it unloads again.
        var contexts = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsCollectible)
            .Where(assembly => assembly.GetName().Name is "TrailOps" or "TrailOps.Cmdlets" or "TrailOps.Aws" or "AWSSDK.Core")
            .Select(assembly => $"{assembly.GetName().Name} in {AssemblyLoadContext.GetLoadContext(assembly)!.Name}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(["AWSSDK.Core in TrailOps", "TrailOps in Default", "TrailOps.Aws in TrailOps", "TrailOps.Cmdlets in Default"], contexts);
    }

    [Fact]
    public void Public_types_are_found_by_name_in_scripts()
    {
        using var session = new Session();
        foreach (var type in new[] { "RoleEvent", "RoleEventSource", "RoleIdentity", "EventOutcome", "RolePolicy", "PolicyDocument", "IamAction", "IamAccessLevel" })
        {
            Assert.Equal($"TrailOps.{type}", session.Run($"[TrailOps.{type}].FullName").Clean().Single().ToString());
        }
    }

    [Fact]
    public void No_public_type_needs_the_aws_layer()
    {
        using var session = new Session();
        foreach (var type in ModuleAssemblies().SelectMany(assembly => assembly.GetTypes()))
        {
            var needed = new[] { type.BaseType }
                .Concat(type.GetInterfaces())
                .Concat(type.GetCustomAttributesData().Select(attribute => attribute.AttributeType))
                .Concat(type.GetMembers(Everything).SelectMany(member => member.GetCustomAttributesData()).Select(attribute => attribute.AttributeType))
                .OfType<Type>();
            Assert.Empty(needed.Where(IsIsolated).Select(other => $"{type} needs {other}"));
        }
    }

    [Fact]
    public void No_public_signature_shows_the_aws_layer()
    {
        using var session = new Session();
        foreach (var type in ModuleAssemblies().SelectMany(assembly => assembly.GetExportedTypes()))
        {
            var shown = type.GetMembers(Everything).SelectMany(member => member switch
            {
                FieldInfo { IsPrivate: false } field => [field.FieldType],
                MethodBase { IsPrivate: false } method => method.GetParameters().Select(parameter => parameter.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
                _ => Type.EmptyTypes,
            });
            Assert.Empty(shown.SelectMany(WithParts).Where(IsIsolated).Select(other => $"{type} shows {other}"));
        }
    }

    [Fact]
    public void The_engine_is_not_beside_the_module()
    {
        // It would silently empty the module.
        Assert.Empty(Directory.GetFiles(Repository.Bin, "System.Management.Automation*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Repository.Bin, "Microsoft.PowerShell*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Repository.Bin, "AWSSDK*", SearchOption.TopDirectoryOnly));
        Assert.Empty(Directory.GetFiles(Repository.Bin, "TrailOps.dll", SearchOption.AllDirectories).Skip(1));
    }

    [Fact]
    public void Views_name_types_that_exist()
    {
        using var session = new Session();
        var views = XDocument.Load(Path.Combine(Repository.Bin, "Views", "TrailOps.Format.ps1xml"));
        var engine = ModuleAssemblies().Single(assembly => assembly.GetName().Name == "TrailOps");
        Assert.All(views.Descendants("TypeName"), name => Assert.NotNull(engine.GetType(name.Value)));
        foreach (var view in views.Descendants("View"))
        {
            var type = engine.GetType(view.Descendants("TypeName").Single().Value)!;
            Assert.All(view.Descendants("PropertyName"), name => Assert.NotNull(type.GetProperty(name.Value)));
            Assert.True(view.Descendants("TableColumnItem").Count() <= 6, $"The table of {type} has more than six columns.");
            Assert.Equal(view.Descendants("TableColumnHeader").Count(), view.Descendants("TableColumnItem").Count());
        }
    }

    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static IEnumerable<Assembly> ModuleAssemblies() =>
        AssemblyLoadContext.Default.Assemblies.Where(assembly => assembly.GetName().Name is "TrailOps" or "TrailOps.Cmdlets");

    private static bool IsIsolated(Type type) =>
        type.Assembly.GetName().Name is var name && (name == "TrailOps.Aws" || name!.StartsWith("AWSSDK", StringComparison.Ordinal));

    private static IEnumerable<Type> WithParts(Type type) =>
        type.HasElementType ? WithParts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(WithParts).Append(type);
}
