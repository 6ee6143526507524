using System.Xml.Linq;
using HelpGenerator.Model;
using HelpGenerator.Reading;
using HelpGenerator.Writing;

namespace HelpGenerator.Tests;

public sealed class DocTextParserTests
{
    private static readonly DocTextParser Parser = new(
        new Dictionary<string, string> { ["T:N.GetXCommand"] = "Get-X" },
        new HashSet<string> { "P:N.GetXCommand.Name" });

    [Theory]
    [InlineData("\n  one\n  two  ", "one two", "one two")]
    [InlineData("a <c>b*</c>.", "a `b*`.", "a b*.")]
    [InlineData("<c>a</c> <c>b</c>", "`a` `b`", "a b")]
    [InlineData("<see cref=\"T:N.GetXCommand\"/>", "[Get-X](Get-X.md)", "Get-X")]
    [InlineData("<see cref=\"P:N.GetXCommand.Name\"/>", "`-Name`", "-Name")]
    [InlineData("<see cref=\"P:N.Thing.Name\"/>", "`Name`", "Name")]
    [InlineData("<see cref=\"M:N.Thing.Do(System.String)\"/>", "`Do`", "Do")]
    [InlineData("<see cref=\"T:N.Thing\">things</see>", "things", "things")]
    [InlineData("<see langword=\"false\"/>", "`$false`", "$false")]
    [InlineData("<see href=\"https://a.b\"/>", "[https://a.b](https://a.b)", "https://a.b")]
    [InlineData("<paramref name=\"Path\"/>", "`-Path`", "-Path")]
    [InlineData("s3:Get* a_b _c_ &lt;x&gt; [y] \\", "s3:Get\\* a_b \\_c\\_ \\<x> \\[y] \\\\", "s3:Get* a_b _c_ <x> [y] \\")]
    public void A_line_reads_in_both_forms(string xml, string markdown, string plain)
    {
        var blocks = Parser.Parse(XElement.Parse($"<summary>{xml}</summary>", LoadOptions.PreserveWhitespace));
        Assert.Equal(markdown, MarkdownText.Blocks(blocks));
        Assert.Equal(plain, Assert.IsType<Paragraph>(Assert.Single(blocks)).Plain);
    }

    [Theory]
    [InlineData("head<para>one</para><para>two</para>", "head\n\none\n\ntwo")]
    [InlineData("<list type=\"number\"><item>one</item><item><description>two</description></item></list>", "1. one\n2. two")]
    [InlineData("<list type=\"table\"><listheader><term>t</term></listheader><item><term>a</term><description>b</description></item></list>", "- a: b")]
    [InlineData("<para>x <list type=\"bullet\"><item>one</item></list> y</para>", "x\n\n- one\n\ny")]
    [InlineData("<code>\n   a\n     b\n\n   c\n</code>", "```powershell\na\n  b\n\nc\n```")]
    public void Blocks_stand_apart(string xml, string markdown) =>
        Assert.Equal(markdown, MarkdownText.Blocks(Parser.Parse(XElement.Parse($"<remarks>{xml}</remarks>", LoadOptions.PreserveWhitespace))));
}
