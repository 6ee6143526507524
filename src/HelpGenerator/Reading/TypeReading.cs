using HelpGenerator.Model;

namespace HelpGenerator.Reading;

/// <summary>Types by the names that PowerShell's users know them by.</summary>
internal static class TypeReading
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.Char"] = "char",
        ["System.Decimal"] = "decimal",
        ["System.Double"] = "double",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Object"] = "object",
        ["System.Single"] = "float",
        ["System.String"] = "string",
        ["System.Collections.Hashtable"] = "hashtable",
        ["System.Management.Automation.PSObject"] = "psobject",
        ["System.Management.Automation.ScriptBlock"] = "scriptblock",
    };

    public static TypeModel Read(Type type, XmlDocs docs)
    {
        var plain = Strip(type);
        return new TypeModel(Name(plain, full: false), Name(plain, full: true), docs.Blocks(XmlDocs.IdOf(Element(plain)), "summary"));
    }

    public static bool IsSwitch(Type type) => type.FullName == "System.Management.Automation.SwitchParameter";

    /// <summary>The type of one item: without the array around it and without Nullable.</summary>
    public static Type Element(Type type)
    {
        var plain = Strip(type);
        return plain.IsArray ? Strip(plain.GetElementType()!) : plain;
    }

    // Nullable.GetUnderlyingType compares with the running Nullable, which a type from metadata never is.
    private static Type Strip(Type type) =>
        type is { IsGenericType: true, Namespace: "System", Name: "Nullable`1" } ? type.GetGenericArguments()[0] : type;

    private static string Name(Type type, bool full)
    {
        if (type.IsArray)
        {
            return Name(Strip(type.GetElementType()!), full) + "[]";
        }

        if (Keywords.TryGetValue(type.FullName ?? type.Name, out var keyword))
        {
            return keyword;
        }

        var name = type.IsGenericType ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
        name = full && type.Namespace is { Length: > 0 } space ? $"{space}.{name}" : name;
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(argument => Name(Strip(argument), full)))}>" : name;
    }
}
