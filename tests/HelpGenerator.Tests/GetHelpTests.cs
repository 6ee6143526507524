using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace HelpGenerator.Tests;

/// <summary>The engine's own Get-Help over the generated MAML.</summary>
public sealed class GetHelpTests : IDisposable
{
    private readonly Sample _sample = new();
    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());

    public GetHelpTests()
    {
        _sample.Run();
        var module = Path.Combine(_sample.Folder, "Fixture.dll");
        File.Copy(Sample.Assembly, module);
        _runspace.Open();
        Invoke("Import-Module $args[0]", module);
    }

    public void Dispose()
    {
        _runspace.Dispose();
        try
        {
            _sample.Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Windows keeps an imported assembly locked until the process ends.
        }
    }

    [Fact]
    public void Texts_are_found()
    {
        var help = Invoke("Get-Help Get-Widget -Full").Single();
        Assert.Equal("Gets widgets by name, or from files.", Text(help, "Synopsis"));
        Assert.Equal(
            [
                "Looks in a store and puts out each Widget as it is found. See Remove-Widget for the other way, or the guide (https://example.org/widgets).",
                "- With -Name, by name: a* for all that begin so.\n- $null: never comes out.",
                "A file looks so:",
                "name,state\n  wheel,Good",
            ],
            Items(help, "description").Select(item => Text(item, "Text").Trim()));
        Assert.Equal(["Files are read with a * in mind.", "Alias: gwi, Get-Widgets"], Items(help, "alertSet", "alert").Select(item => Text(item, "Text").Trim()));
        Assert.Equal("https://example.org/get-widget", Text(Items(help, "relatedLinks", "navigationLink")[0], "uri"));
        Assert.Equal(["Fixture.WidgetId", "string"], Items(help, "inputTypes", "inputType").Select(item => Text(item, "type", "name")));
        Assert.Equal("Fixture.Widget", Text(help, "returnValues", "returnValue", "type", "name"));
        Assert.Equal("Something that rolls.", Text(Items(help, "returnValues", "returnValue", "description").Single(), "Text"));
    }

    [Fact]
    public void Syntax_has_a_line_for_each_set()
    {
        var sets = Items(Invoke("Get-Help Get-Widget").Single(), "syntax", "syntaxItem");
        Assert.Equal(
            ["Name State Since Wheels Store", "Path Name State Since Wheels Recurse Store"],
            sets.Select(set => string.Join(' ', Items(set, "parameter").Select(parameter => Text(parameter, "name")))));
        Assert.Equal(["Good", "Broken"], Items(Items(sets[0], "parameter")[1], "parameterValueGroup", "parameterValue").Select(value => value.ToString()));
        Assert.Equal(("0", "named"), (Text(Items(sets[0], "parameter")[0], "position"), Text(Items(sets[1], "parameter")[1], "position")));
    }

    [Fact]
    public void Parameters_have_their_facts()
    {
        var parameters = Invoke("Get-Help Get-Widget -Parameter *").ToDictionary(parameter => Text(parameter, "name"));
        Assert.Equal(["Name", "Path", "Recurse", "Since", "State", "Store", "Wheels"], parameters.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["WidgetId[]", "false", "0", "True (ByValue)", "true", "none"],
            new[] { "parameterValue", "required", "position", "pipelineInput", "globbing", "aliases" }.Select(fact => Text(parameters["Name"], fact)));
        Assert.Equal("Shop, Place", Text(parameters["Store"], "aliases"));
        Assert.Equal("a day ago", Text(parameters["Since"], "defaultValue"));
        Assert.Equal(["Good", "Broken"], Items(parameters["State"], "possibleValues", "possibleValue").Select(value => Text(value, "value")));
        Assert.Equal("Only what has wheels, or with $false what has none.", Text(Items(parameters["Wheels"], "description").Single(), "Text"));
        Assert.Equal(4, Invoke("Get-Help Remove-Widget -Parameter *").Count);
    }

    [Fact]
    public void Examples_have_title_code_and_remarks()
    {
        var examples = Items(Invoke("Get-Help Get-Widget -Examples").Single(), "examples", "example");
        Assert.Equal(
            ["-------- Example 1: All widgets --------", "-------- Example 2: By name --------", "-------- Example 3: From files --------"],
            examples.Select(example => Text(example, "title")));
        Assert.Equal("Get-Widget wheel* -State Good |\n    # the broken ones stay\n    Remove-Widget -WhatIf\n\n$x = 1", Text(examples[1], "code"));
        Assert.Equal(["Puts out every widget of the main store.", "Nothing else.", ""], Items(examples[0], "remarks").Select(item => Text(item, "Text").Trim()));
    }

    private static PSObject Value(PSObject from, string[] path) => path.Aggregate(from, (at, name) =>
        PSObject.AsPSObject(at.Properties[name]?.Value ?? throw new InvalidOperationException($"no {name} in {string.Join('.', path)}")));

    private static string Text(PSObject from, params string[] path) => Value(from, path).ToString();

    // The help system gives an array of one as the one itself.
    private static List<PSObject> Items(PSObject from, params string[] path) =>
        Value(from, path) is var value && value.BaseObject is IList list ? [.. list.Cast<object>().Select(PSObject.AsPSObject)] : [value];

    private IReadOnlyList<PSObject> Invoke(string script, params object[] arguments)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        IReadOnlyList<PSObject> output = [.. shell.Invoke()];
        Assert.Empty(shell.Streams.Error);
        return output;
    }
}
