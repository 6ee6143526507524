namespace HelpGenerator.Tests;

public sealed class MarkdownWriterTests : IDisposable
{
    private readonly Sample _sample = new();

    public MarkdownWriterTests() => _sample.Run();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void The_index_lists_cmdlets_by_noun() => Assert.Equal(
        """
        <!-- Made by the build from the cmdlet's XML docs and its example file: edit those. -->

        # Cmdlets

        ## Widget

        | Cmdlet | What it does |
        |---|---|
        | [Get-Widget](Get-Widget.md) | Gets widgets by name, or from files. |
        | [Remove-Widget](Remove-Widget.md) | Removes a widget. |

        """,
        _sample.Page("README.md"));

    [Fact]
    public void A_small_page_begins_so() => Assert.StartsWith(
        """
        <!-- Made by the build from the cmdlet's XML docs and its example file: edit those. -->

        # Remove-Widget

        Removes a widget.

        ## Syntax

        ```powershell
        Remove-Widget [-Name] <string> [-Store {Main | Spare}] [-WhatIf] [-Confirm] [<CommonParameters>]
        ```

        ## Description

        It is gone then.

        ## Examples

        ### Example 1: One

        ```powershell
        Remove-Widget wheel
        ```

        ### Example 2: Two

        ```powershell
        Get-Widget | Remove-Widget
        ```

        ### Example 3: Three

        ```powershell
        Remove-Widget wheel -Confirm:$false
        ```

        ## Parameters

        ### -Name

        The widget.

        | | |
        |---|---|
        | Type | `string` |
        | Required | Yes |
        | Position | 0 |
        | Pipeline input | True (ByValue, ByPropertyName) |
        | Wildcards | No |
        | Default | None |

        ### -Store

        """,
        _sample.Page("Remove-Widget.md"));

    [Theory]
    [InlineData("# Get-Widget\n\nGets widgets by name, or from files.\n\nAlias: `gwi`, `Get-Widgets`\n\n## Syntax\n\n### Name (default)\n\n```powershell\n")]
    [InlineData(
        "Get-Widget [[-Name] <WidgetId[]>] [-State {Good | Broken}] [-Since <DateTime>] [-Wheels <bool>]\n" +
        "    [-Store {Main | Spare}] [<CommonParameters>]\n```\n\n### Path\n\n```powershell\nGet-Widget -Path <string[]> [-Name <WidgetId[]>] ")]
    [InlineData("### Example 1: All widgets\n\nPuts out every widget of the main store.\n\nNothing else.\n\n```powershell\nGet-Widget\n```\n")]
    [InlineData(
        "| Type | `WidgetId[]` |\n| Parameter sets | Name, Path |\n| Required | No |\n| Position | 0 (Name), named (Path) |\n| Pipeline input | True (ByValue) |\n| Wildcards | Yes |")]
    [InlineData("Values:\n\n- `Good`: It rolls.\n- `Broken`: It doesn't | can't roll.\n")]
    [InlineData("| Aliases | `Shop`, `Place` |\n")]
    [InlineData("| Default | a day ago |\n")]
    [InlineData(
        "## Inputs\n\n- `Fixture.WidgetId`. By value: Name.\n- `string`. By property name: Store (Shop, Place).\n\n## Outputs\n\n- `Fixture.Widget`. Something that rolls.\n")]
    [InlineData(
        "## Related links\n\n- [Online version](https://example.org/get-widget)\n- [The guide](https://example.org/widgets)\n- [Remove-Widget](Remove-Widget.md)\n")]
    public void A_larger_page_has(string part) => Assert.Contains(part, _sample.Page("Get-Widget.md"), StringComparison.Ordinal);
}
