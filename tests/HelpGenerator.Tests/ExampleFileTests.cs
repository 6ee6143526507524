using HelpGenerator.Reading;

namespace HelpGenerator.Tests;

public sealed class ExampleFileTests
{
    [Fact]
    public void Blocks_have_title_remarks_and_code()
    {
        var file = ExampleFile.Parse(
            Path.Combine("any", "Get-X.examples.ps1"),
            """
            # the file's own

            ## First
            # one
            # two
            #
            # three

            Get-X |
                # stays
                Remove-X

            $y = 1 ## no title

            ## Second
            Get-X
            """.ReplaceLineEndings("\r\n"));

        Assert.Equal("Get-X", file.Cmdlet);
        Assert.Null(file.LooseLine);
        Assert.Equal(["First", "Second"], file.Examples.Select(example => example.Title));
        Assert.Equal([3, 15], file.Examples.Select(example => example.Line));
        Assert.Equal(["one two", "three"], file.Examples[0].Remarks.Select(remark => remark.Plain));
        Assert.Equal("Get-X |\n    # stays\n    Remove-X\n\n$y = 1 ## no title", file.Examples[0].Code);
        Assert.Empty(file.Examples[1].Remarks);
    }

    [Theory]
    [InlineData("", 0, null)]
    [InlineData("# only words", 0, null)]
    [InlineData("# words\n\n$x = 1\n## A\nGet-X", 1, 3)]
    [InlineData("Get-X", 0, 1)]
    public void Code_without_a_title_is_noticed(string text, int examples, int? looseLine)
    {
        var file = ExampleFile.Parse("Get-X.examples.ps1", text);
        Assert.Equal(examples, file.Examples.Count);
        Assert.Equal(looseLine, file.LooseLine);
    }
}
