using System.Reflection;

namespace HelpGenerator.Reading;

/// <summary>Attributes as metadata: the types are only read, never loaded, so their instances don't exist.</summary>
internal static class AttributeReading
{
    private const string Engine = "System.Management.Automation.";

    public static CustomAttributeData? Find(this MemberInfo member, string name) => member.FindAll(name).FirstOrDefault();

    /// <summary>The PowerShell attributes of a name, as they stand in the source.</summary>
    public static IEnumerable<CustomAttributeData> FindAll(this MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == $"{Engine}{name}Attribute");

    public static T? Named<T>(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is T value ? value : default;

    public static bool Is(this CustomAttributeData attribute, string name) => attribute.Named<bool>(name);

    /// <summary>The constructor's arguments in a row: params arrays are laid out flat.</summary>
    public static IEnumerable<T> Arguments<T>(this CustomAttributeData attribute) =>
        attribute.ConstructorArguments.SelectMany(argument => argument.Value switch
        {
            IReadOnlyCollection<CustomAttributeTypedArgument> many => many.Select(one => one.Value),
            var one => [one],
        }).OfType<T>();

    /// <summary>The names that an [Alias] gives.</summary>
    public static IReadOnlyList<string> Aliases(this MemberInfo member) => [.. member.FindAll("Alias").SelectMany(alias => alias.Arguments<string>())];
}
