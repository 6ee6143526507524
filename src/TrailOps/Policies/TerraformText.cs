using System.Globalization;
using System.Text;

namespace TrailOps.Policies;

/// <summary>
/// A policy document as Terraform's data source aws_iam_policy_document
/// (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document), as <c>terraform fmt</c> lays it out.
/// </summary>
internal sealed class TerraformText
{
    private static readonly PolicyCondition NoCondition = new([]);

    private readonly StringBuilder _text = new();
    private readonly bool _hasVariables;

    private TerraformText(PolicyDocument document) => _hasVariables = document.Version != PolicyDocument.OldVersion;

    /// <param name="document">The document.</param>
    /// <param name="name">The data source's name; what Terraform takes in no name becomes _.</param>
    public static string Write(PolicyDocument document, string name)
    {
        var writer = new TerraformText(document);
        writer.WriteData(document, Identifier(name));
        return writer._text.ToString();
    }

    private void WriteData(PolicyDocument document, string name)
    {
        _text.Append(CultureInfo.InvariantCulture, $"data \"aws_iam_policy_document\" \"{name}\" {{\n");
        var version = document.Version == PolicyDocument.NewVersion ? null : Quote(document.Version);
        if (document.Statement.Any(HasFalseVariable))
        {
            // What the provider reads as JSON it leaves as it is, but for the version.
            WriteArguments("  ", ("source_policy_documents", $"[{Quote(document.ToJson(indented: false))}]"), ("version", version));
        }
        else
        {
            var start = _text.Length;
            WriteArguments("  ", ("policy_id", Quoted(document.Id)), ("version", version));
            foreach (var statement in document.Statement)
            {
                _text.Append(_text.Length > start ? "\n" : "");
                WriteStatement(statement);
            }
        }

        _text.Append("}\n");
    }

    private void WriteStatement(PolicyStatement statement)
    {
        const string Indent = "    ";
        _text.Append("  statement {\n");
        WriteArguments(
            Indent,
            ("sid", Quoted(statement.Sid)),
            ("effect", Quote(statement.Effect)),
            ("actions", List(Indent, statement.Action, Quote)),
            ("not_actions", List(Indent, statement.NotAction, Quote)),
            ("resources", List(Indent, statement.Resource, QuoteWithVariables)),
            ("not_resources", List(Indent, statement.NotResource, QuoteWithVariables)));
        foreach (var (test, keys) in statement.Condition ?? NoCondition)
        {
            foreach (var (variable, values) in keys)
            {
                _text.Append("\n    condition {\n");
                WriteArguments("      ", ("test", Quote(test)), ("variable", Quote(variable)), ("values", List("      ", values, QuoteWithVariables)));
                _text.Append("    }\n");
            }
        }

        _text.Append("  }\n");
    }

    /// <summary>The arguments that have a value. The equal signs of neighbours of one line stand below each other.</summary>
    private void WriteArguments(string indent, params (string Name, string? Value)[] arguments)
    {
        var width = 0;
        var present = arguments.Where(a => a.Value is not null).ToList();
        for (var i = 0; i < present.Count; i++)
        {
            var (name, value) = present[i];
            if (IsLong(present[i]))
            {
                width = 0;
            }
            else if (width == 0)
            {
                width = present.Skip(i).TakeWhile(a => !IsLong(a)).Max(a => a.Name.Length);
            }

            _text.Append(indent).Append(name.PadRight(width)).Append(" = ").Append(value).Append('\n');
        }
    }

    private static bool IsLong((string Name, string? Value) argument) => argument.Value!.Contains('\n', StringComparison.Ordinal);

    /// <summary>A list, one value a line where there are several; null where there is none.</summary>
    private static string? List(string indent, IReadOnlyList<string> values, Func<string, string> quote) => values switch
    {
        [] => null,
        [var only] => $"[{quote(only)}]",
        _ => $"[\n{string.Concat(values.Select(v => $"{indent}  {quote(v)},\n"))}{indent}]",
    };

    private static string? Quoted(string? text) => string.IsNullOrEmpty(text) ? null : Quote(text);

    /// <summary>The provider turns the variable &amp;{x} of a resource or a condition's value into ${x}, which Terraform would take for its own.</summary>
    private string QuoteWithVariables(string text) => Quote(_hasVariables ? text.Replace("${", "&{", StringComparison.Ordinal) : text);

    /// <summary>Whether the provider would take a plain text for a variable: &amp;{ has no escape.</summary>
    private static bool HasFalseVariable(PolicyStatement statement)
    {
        var values = statement.Condition?.Values.SelectMany(keys => keys.Values).SelectMany(v => v) ?? [];
        return statement.Resource.Concat(statement.NotResource).Concat(values).Any(text => text.Contains("&{", StringComparison.Ordinal));
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text.Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal))
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A name of ASCII letters, digits, _ and -, which starts with a letter or _.</summary>
    private static string Identifier(string name)
    {
        var valid = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));
        return valid.Length > 0 && (char.IsAsciiLetter(valid[0]) || valid[0] == '_') ? valid : $"_{valid}";
    }
}
