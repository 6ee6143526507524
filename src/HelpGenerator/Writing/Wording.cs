using HelpGenerator.Model;

namespace HelpGenerator.Writing;

/// <summary>Facts about parameters in words, the same in both outputs.</summary>
internal static class Wording
{
    public static string Default(ParameterModel parameter) => parameter.Default ?? (parameter.IsSwitch ? "False" : "None");

    public static string Position(ParameterUse use) => use.Position is { } position ? $"{position}" : "named";

    public static string Pipeline(bool byValue, bool byPropertyName) => (byValue, byPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    /// <summary>The types that can be piped, each with the parameters that take it.</summary>
    public static IReadOnlyList<(TypeModel Type, string Text)> Inputs(CmdletModel cmdlet) =>
    [
        .. cmdlet.Parameters
            .Where(parameter => parameter.ByValue || parameter.ByPropertyName)
            .GroupBy(parameter => parameter.ItemType.FullName)
            .Select(group => (group.First().ItemType, Text(group))),
    ];

    private static string Text(IEnumerable<ParameterModel> parameters)
    {
        List<string> ways = [];
        if (Names(parameters.Where(parameter => parameter.ByValue)) is { Length: > 0 } byValue)
        {
            ways.Add($"By value: {byValue}.");
        }

        if (Names(parameters.Where(parameter => parameter.ByPropertyName), aliases: true) is { Length: > 0 } byName)
        {
            ways.Add($"By property name: {byName}.");
        }

        return string.Join(' ', ways);
    }

    private static string Names(IEnumerable<ParameterModel> parameters, bool aliases = false) => string.Join(
        ", ",
        parameters.Select(parameter => aliases && parameter.Aliases.Count > 0 ? $"{parameter.Name} ({string.Join(", ", parameter.Aliases)})" : parameter.Name));
}
