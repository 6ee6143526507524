using System.Reflection;
using AwsClients.Tests.Harness;

namespace AwsClients.Tests.Surface;

/// <summary>What an assembly shows: one line a type, one line a member below it, in the order of names.</summary>
internal static class PublicSurface
{
    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal).SelectMany(Of);

    private static IEnumerable<string> Of(Type type)
    {
        var bases = (type.BaseType is null || type.BaseType == typeof(object) ? [] : new[] { type.BaseType }).Concat(type.BaseType == typeof(object) || type.IsInterface ? type.GetInterfaces().OrderBy(i => i.Name, StringComparer.Ordinal) : []).Select(TypeText.Of).ToList();
        yield return $"{(type.IsInterface ? "interface" : "class")} {type.FullName}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}";
        foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(Line).OfType<string>().Order(StringComparer.Ordinal))
        {
            yield return "    " + member;
        }
    }

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        PropertyInfo property => $"{Static(property.GetMethod!)}{TypeText.Of(property.PropertyType)} {property.Name} {{ get;{(property.SetMethod is { IsPublic: true } ? " set;" : "")} }}",
        FieldInfo field => $"static {TypeText.Of(field.FieldType)} {field.Name}",
        MethodInfo { IsSpecialName: true, Name: "op_Implicit" } cast => $"implicit {TypeText.Of(cast.ReturnType)}({Parameters(cast)})",
        MethodInfo { IsSpecialName: false } method => $"{Static(method)}{TypeText.Of(method.ReturnType)} {method.Name}({Parameters(method)})",
        _ => null,
    };

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{TypeText.Of(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = default" : "")}"));
}
