using System.Text;
using HelpGenerator.Model;

namespace HelpGenerator.Writing;

/// <summary>The order and the form of parameters in a syntax line, as Get-Help prints it.</summary>
internal static class SyntaxText
{
    private const int Width = 100;

    /// <summary>A set's parameters: positional ones by position, then the mandatory, then the rest in the order of the source.</summary>
    public static IReadOnlyList<(ParameterModel Parameter, ParameterUse Use)> Order(CmdletModel cmdlet, string set) =>
    [
        .. cmdlet.Parameters
            .Select(parameter => (Parameter: parameter, Use: parameter.In(set)))
            .Where(pair => pair.Use is not null)
            .Select(pair => (pair.Parameter, Use: pair.Use!))
            .OrderBy(pair => pair.Use.Position ?? int.MaxValue)
            .ThenBy(pair => pair.Use is { Position: null, Mandatory: false }),
    ];

    /// <summary>The syntax of one parameter set, wrapped.</summary>
    public static string Line(CmdletModel cmdlet, string set)
    {
        var text = new StringBuilder(cmdlet.Name);
        var column = text.Length;
        foreach (var part in Order(cmdlet, set).Select(pair => Part(pair.Parameter, pair.Use)).Append("[<CommonParameters>]"))
        {
            var wrap = column + 1 + part.Length > Width;
            text.Append(wrap ? "\n    " : " ").Append(part);
            column = (wrap ? 4 : column + 1) + part.Length;
        }

        return text.ToString();
    }

    private static string Part(ParameterModel parameter, ParameterUse use)
    {
        var value = parameter switch
        {
            { IsSwitch: true } => string.Empty,
            { Values.Count: > 0 } => $" {{{string.Join(" | ", parameter.Values.Select(one => one.Name))}}}",
            _ => $" <{parameter.Type.Name}>",
        };
        var name = use.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        return use.Mandatory ? name + value : $"[{name}{value}]";
    }
}
