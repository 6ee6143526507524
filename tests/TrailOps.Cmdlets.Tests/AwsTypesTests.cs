using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;

namespace TrailOps.Cmdlets.Tests;

/// <summary>PowerShell reads the module's types before the module can say where the AWS layer lies.</summary>
public sealed class AwsTypesTests
{
    [Fact]
    public void All_types_load_where_the_AWS_layer_can_not()
    {
        var asked = new List<string?>();
        var context = new AssemblyLoadContext("without bin/lib", isCollectible: true);
        context.Resolving += (_, name) =>
        {
            lock (asked)
            {
                asked.Add(name.Name);
            }

            return name.Name == "TrailOps" ? context.LoadFromAssemblyPath(Path.Combine(Repository.Bin, "TrailOps.dll")) : null;
        };
        var module = context.LoadFromAssemblyPath(Path.Combine(Repository.Bin, "TrailOps.Cmdlets.dll"));

        // Closures and state machines are among them.
        var types = module.GetTypes();
        Assert.Contains(types, type => type.Name == "AwsCmdlet");
        foreach (var cmdlet in types.Where(type => typeof(System.Management.Automation.Cmdlet).IsAssignableFrom(type)))
        {
            Assert.NotEmpty(cmdlet.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static));
            Assert.All(cmdlet.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance), field => Assert.NotNull(field.FieldType));
            Assert.All(cmdlet.GetProperties(), property => Assert.NotNull(property.GetCustomAttributes(inherit: true)));
        }

        Assert.DoesNotContain(asked, name => name!.StartsWith("TrailOps.Aws", StringComparison.Ordinal) || name.StartsWith("AWSSDK", StringComparison.Ordinal));
        context.Unload();
    }

    [Fact]
    public void The_module_knows_no_type_of_the_SDK()
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(Repository.Bin, "TrailOps.Cmdlets.dll")));
        var metadata = file.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).ToList();
        Assert.Contains("TrailOps.Aws", references);
        Assert.DoesNotContain(references, name => name.StartsWith("AWSSDK", StringComparison.Ordinal));
    }
}
