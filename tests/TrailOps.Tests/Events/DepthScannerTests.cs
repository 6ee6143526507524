using System.Text;
using System.Text.Json;
using CsCheck;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>The end of an object as the scanner finds it, against a parser that reads every token.</summary>
public class DepthScannerTests
{
    /// <summary>Objects of strings that try to look like JSON, nested at random.</summary>
    private static readonly Gen<string> Hostile = Gen.Recursive<string>((depth, inner) =>
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

    [Fact]
    public void Finds_the_end_that_a_parser_finds_wherever_the_text_is_cut()
    {
        Gen.Select(Hostile.Array[0, 6], Gen.Int[1, 200]).Sample((parts, cut) =>
        {
            var text = Encoding.UTF8.GetBytes("{" + string.Join(",", parts.Select((part, i) => $"\"{i}\":{part}")) + "}");
            var bytes = text.Concat("}]} \"{"u8.ToArray()).ToArray();
            var reader = new Utf8JsonReader(text);
            reader.Read();
            reader.Skip();
            Assert.Equal(text.Length, (int)reader.BytesConsumed);
            Assert.Equal(text.Length, EndInPieces(bytes, cut));
        }, iter: 3000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(31)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(128)]
    public void Counts_backslashes_of_every_number_at_every_place(int before)
    {
        for (var backslashes = 0; backslashes < 140; backslashes++)
        {
            // After an even number the string ends at its first quote; after an odd one that quote is text, and so is the brace behind it.
            var text = "{\"" + new string('x', before) + new string('\\', backslashes) + (backslashes % 2 == 0 ? "\"" : "\"}\"") + ":1}";
            var bytes = Encoding.UTF8.GetBytes(text + "}");
            for (var cut = 1; cut < bytes.Length; cut += 13)
            {
                Assert.Equal(text.Length, EndInPieces(bytes, cut));
            }
        }
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static int EndInPieces(byte[] bytes, int size)
    {
        var scanner = new DepthScanner(0);
        for (var start = 0; start < bytes.Length; start += size)
        {
            var end = scanner.FindEnd(bytes.AsSpan(start, Math.Min(size, bytes.Length - start)));
            if (end >= 0)
            {
                return start + end;
            }
        }

        return -1;
    }
}
