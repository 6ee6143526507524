using HelpGenerator.Model;
using HelpGenerator.Writing;

namespace HelpGenerator.Tests;

public sealed class CmdletReaderTests
{
    [Fact]
    public void A_cmdlet_has_its_names_sets_and_texts()
    {
        var cmdlet = Sample.Cmdlet("Get-Widget");
        Assert.Equal(["gwi", "Get-Widgets"], cmdlet.Aliases);
        Assert.Equal(["Name", "Path"], cmdlet.ParameterSets);
        Assert.Equal("Gets widgets by name, or from files.", MarkdownText.Blocks(cmdlet.Synopsis));
        Assert.Equal(
            """
            Looks in a store and puts out each `Widget` as it is found. See [Remove-Widget](Remove-Widget.md) for the other way, or [the guide](https://example.org/widgets).

            - With `-Name`, by name: `a*` for all that begin so.
            - `$null`: never comes out.

            A file looks so:

            ```powershell
            name,state
              wheel,Good
            ```
            """,
            MarkdownText.Blocks(cmdlet.Description));
        Assert.Equal("Files are read with a \\* in mind.", MarkdownText.Blocks(cmdlet.Notes));
        Assert.Equal(("Fixture.Widget", "Something that rolls."), cmdlet.Outputs.Select(output => (output.FullName, MarkdownText.Blocks(output.Text))).Single());
        Assert.Equal(
            [new("Online version", "https://example.org/get-widget"), new("The guide", "https://example.org/widgets"), new LinkModel("Remove-Widget", null)],
            cmdlet.Links);
    }

    [Fact]
    public void Own_parameters_come_first_then_the_base_class_then_the_engine_and_hidden_ones_never()
    {
        Assert.Equal(["Path", "Name", "State", "Since", "Wheels", "Recurse", "Store"], Sample.Cmdlet("Get-Widget").Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["Name", "Store", "WhatIf", "Confirm"], Sample.Cmdlet("Remove-Widget").Parameters.Select(parameter => parameter.Name));
    }

    [Theory]
    [InlineData("Path", "string[]", "string")]
    [InlineData("Name", "WidgetId[]", "Fixture.WidgetId")]
    [InlineData("State", "WidgetState[]", "Fixture.WidgetState")]
    [InlineData("Since", "DateTime", "System.DateTime")]
    [InlineData("Wheels", "bool", "bool")]
    [InlineData("Recurse", "SwitchParameter", "System.Management.Automation.SwitchParameter")]
    public void Types_have_the_names_their_users_write(string parameter, string name, string item)
    {
        Assert.Equal(name, Sample.Parameter("Get-Widget", parameter).Type.Name);
        Assert.Equal(item, Sample.Parameter("Get-Widget", parameter).ItemType.FullName);
    }

    [Fact]
    public void A_parameter_has_a_use_in_each_of_its_sets()
    {
        var name = Sample.Parameter("Get-Widget", "Name");
        Assert.Equal([new("Name", Position: 0, ByValue: true), new ParameterUse("Path")], name.Uses);
        Assert.True(name.Wildcards);
        Assert.Null(Sample.Parameter("Get-Widget", "Recurse").In("Name"));
        Assert.Equal(
            new ParameterUse(ParameterUse.AllSets, Mandatory: true, Position: 0, ByValue: true, ByPropertyName: true),
            Sample.Parameter("Remove-Widget", "Name").In("any"));
    }

    [Fact]
    public void A_base_class_gives_its_docs_aliases_and_values()
    {
        var store = Sample.Parameter("Remove-Widget", "Store");
        Assert.Equal("The store to look in, one of those that [Get-Widget](Get-Widget.md) knows.", MarkdownText.Blocks(store.Text));
        Assert.Equal(["Shop", "Place"], store.Aliases);
        Assert.Equal(["Main", "Spare"], store.Values.Select(value => value.Name));
    }

    [Fact]
    public void An_enum_gives_its_values_with_their_docs_and_value_gives_the_default()
    {
        Assert.Equal(
            [("Good", "It rolls."), ("Broken", "It doesn't | can't roll.")],
            Sample.Parameter("Get-Widget", "State").Values.Select(value => (value.Name, MarkdownText.OneLine(value.Text))));
        Assert.Equal("a day ago", Sample.Parameter("Get-Widget", "Since").Default);
    }
}
