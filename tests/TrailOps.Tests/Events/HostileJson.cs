using CsCheck;

namespace TrailOps.Tests.Events;

/// <summary>JSON whose strings try to look like JSON.</summary>
internal static class HostileJson
{
    /// <summary>Any value, nested at random.</summary>
    public static Gen<string> Value { get; } = Gen.Recursive<string>((depth, inner) =>
    {
        var text = OneOf("", "a", "\\\"", "\\\\", "\\\\\\\"", "{", "}", "[", "]", "},{", "\\\"},{\\\"eventVersion\\\":\\\"", "\\u007b", "\\\\\\\\", "é", "💥", "/deployer\\\"")
            .Array[0, 12].Select(string.Concat).Select(s => $"\"{s}\"");
        var leaf = Gen.OneOf(text, OneOf("null", "true", "-1.5e9", "[]", "{}", "[[]]"));
        if (depth > 4)
        {
            return leaf;
        }

        var member = Gen.Select(text, inner, (name, value) => name + ":" + value);
        return Gen.OneOf(
            leaf,
            inner.Array[0, 5].Select(items => "[" + string.Join(" , ", items) + "]"),
            member.Array[0, 5].Select(members => "{" + string.Join(",\n", members) + "}"));
    });

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
