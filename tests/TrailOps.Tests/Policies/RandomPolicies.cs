using System.Text.Json;
using CsCheck;

namespace TrailOps.Tests.Policies;

/// <summary>Policy documents as IAM takes them, made at random.</summary>
internal static class RandomPolicies
{
    private static readonly string[] Services = ["s3", "ec2", "iam", "execute-api", "*"];
    private static readonly string[] Names = ["Get*", "GetObject", "ListBucket", "Describe?nstances", "*", "PassRole", "a"];

    private static readonly string[] Paths =
        ["bucket", "*", "${aws:username}/*", "a%{b}", "&{x}", "$${y}", "quote\"back\\slash", "line\nend\ttab", "é💥", "\u0001", "%7B", "a:b:c", "x?y", "+&<'>"];

    private static readonly string[] Operators = ["StringEquals", "ForAnyValue:StringLike", "BoolIfExists", "NumericLessThan", "Null"];
    private static readonly string[] Keys = ["aws:RequestedRegion", "aws:PrincipalTag/a b", "iam:PassedToService", "s3:prefix"];

    private static readonly Gen<string> Action = Gen.OneOf(Gen.Const("*"), Gen.Select(Of(Services), Of(Names), (service, name) => $"{service}:{name}"));

    private static readonly Gen<string> Resource = Gen.OneOf(
        Gen.Const("*"),
        Gen.Const("arn:aws:sqs"),
        Gen.Select(Of("s3", "iam", "sqs"), Of("", "123456789012", "*"), Of(Paths).Array[1, 3], (service, account, path) => $"arn:aws:{service}::{account}:{string.Concat(path)}"));

    private static readonly Gen<PolicyCondition?> Condition = Gen.Select(Of(Operators), Of(Keys), Of(["true", "1.50", "", .. Paths])).Array[0, 5]
        .Select(entries => entries.Length == 0 ? null : new PolicyCondition(entries));

    /// <summary>A document, its id and statements' ids among it.</summary>
    public static Gen<PolicyDocument> Document { get; } = Documents(Statement(Action.Array[1, 4], Resource.Array[1, 4]), 5);

    public static Gen<string> Of(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>Statements with these lists, of either effect, with or without Not.</summary>
    public static Gen<PolicyStatement> Statement(Gen<string[]> actions, Gen<string[]> resources) =>
        Gen.Select(Gen.Bool, Gen.Int[0, 3], actions, resources, Condition, (allow, not, action, resource, condition) =>
            new PolicyStatement(allow ? "Allow" : "Deny", not % 2 == 0 ? action : [], not < 2 ? resource : [])
            {
                NotAction = not % 2 == 0 ? [] : action,
                NotResource = not < 2 ? [] : resource,
                Condition = condition,
            });

    /// <summary>Documents of up to so many statements, some with ids.</summary>
    public static Gen<PolicyDocument> Documents(Gen<PolicyStatement> statement, int most) =>
        Gen.Select(Of("2012-10-17", "2012-10-17", "2008-10-17"), Of("none", "", "cd3ad3d9-2776", "é\""), Gen.Select(statement, Gen.Int[0, 2]).Array[1, most])
            .Select((version, id, statements) => new PolicyDocument([.. statements.Select((s, i) => s.Item1 with { Sid = s.Item2 switch { 0 => null, 1 => "", _ => $"Statement{i}" } })])
            {
                Version = version,
                Id = id == "none" ? null : id,
            });

    /// <summary>All that a document says, as text: two documents that say the same have the same.</summary>
    public static string Text(PolicyDocument document) => string.Join('\n', [document.Version, Json(document.Id), .. document.Statement.Select(Text)]);

    private static string Text(PolicyStatement s) =>
        $"{Json(s.Sid)} {s.Effect} {Json(s.Action)} not {Json(s.NotAction)} on {Json(s.Resource)} not {Json(s.NotResource)} if {Json(s.Condition)}";

    private static string Json(object? value) => JsonSerializer.Serialize(value);
}
