using System.Text;
using System.Text.Json;
using CsCheck;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>The end of an object as the scanner finds it, against a parser that reads every token.</summary>
public class DepthScannerTests
{
    [Fact]
    public void Finds_the_end_that_a_parser_finds_wherever_the_text_is_cut()
    {
        Gen.Select(HostileJson.Value.Array[0, 6], Gen.Int[1, 200]).Sample((parts, cut) =>
        {
            var text = Encoding.UTF8.GetBytes("{" + string.Join(",", parts.Select((part, i) => $"\"{i}\":{part}")) + "}");
            var bytes = text.Concat("}]} \"{"u8.ToArray()).ToArray();
            var reader = new Utf8JsonReader(text);
            reader.Read();
            reader.Skip();
            Assert.Equal(text.Length, (int)reader.BytesConsumed);
            Assert.Equal(text.Length, EndInPieces(bytes, cut));
        }, iter: 1500);
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

    [Fact]
    public void Finds_the_same_end_in_nonsense_wherever_it_is_cut()
    {
        Gen.Select(Gen.Byte.Array[0, 40].Select(codes => codes.Select(code => "\"\\{}[]a "u8[code % 8]).ToArray()).Array[1, 12], Gen.Int[1, 130], Gen.Int[0, 3]).Sample((parts, cut, depth) =>
        {
            var bytes = parts.SelectMany(part => part).ToArray();
            Assert.Equal(EndByByte(bytes, depth), EndInPieces(bytes, bytes.Length + 1, depth));
            Assert.Equal(EndByByte(bytes, depth), EndInPieces(bytes, cut, depth));
        }, iter: 5000);
    }

    /// <summary>The obvious way: a quote that no backslash stands before opens or closes a string, a bracket counts outside of one.</summary>
    private static int EndByByte(byte[] bytes, int depth)
    {
        var (inString, isEscaped) = (false, false);
        for (var i = 0; i < bytes.Length; i++)
        {
            inString ^= bytes[i] == '"' && !isEscaped;
            isEscaped = bytes[i] == '\\' && !isEscaped;
            depth += inString ? 0 : bytes[i] is (byte)'{' or (byte)'[' ? 1 : bytes[i] is (byte)'}' or (byte)']' ? -1 : 0;
            if (depth <= 0 && !inString && (bytes[i] is (byte)'}' or (byte)']'))
            {
                return i + 1;
            }
        }

        return -1;
    }

    private static int EndInPieces(byte[] bytes, int size, int depth = 0)
    {
        var scanner = new DepthScanner(depth);
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
