using HelpGenerator.Writing;

namespace HelpGenerator.Tests;

public sealed class MamlWriterTests
{
    private static readonly string Maml = MamlWriter.Write([Sample.Cmdlet("Get-Widget")]);

    [Fact]
    public void A_command_begins_so() => Assert.StartsWith(
        """
        <?xml version="1.0" encoding="utf-8"?>
        <helpItems schema="maml" xmlns="http://msh">
          <command:command xmlns:maml="http://schemas.microsoft.com/maml/2004/10" xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10" xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">
            <command:details>
              <command:name>Get-Widget</command:name>
              <command:verb>Get</command:verb>
              <command:noun>Widget</command:noun>
              <maml:description>
                <maml:para>Gets widgets by name, or from files.</maml:para>
              </maml:description>
            </command:details>
            <maml:description>
              <maml:para>Looks in a store and puts out each Widget as it is found. See Remove-Widget for the other way, or the guide (https://example.org/widgets).</maml:para>
              <maml:para>- With -Name, by name: a* for all that begin so.
        - $null: never comes out.</maml:para>
              <maml:para>A file looks so:</maml:para>
              <maml:para>name,state
          wheel,Good</maml:para>
            </maml:description>

        """,
        Maml);

    [Fact]
    public void A_parameter_has_its_facts_and_values() => Assert.Contains(
        """
              <command:parameter required="false" variableLength="true" globbing="false" pipelineInput="False" position="named" aliases="none">
                <maml:name>State</maml:name>
                <maml:description>
                  <maml:para>Only widgets in one of these states.</maml:para>
                </maml:description>
                <command:parameterValue required="true" variableLength="true">WidgetState[]</command:parameterValue>
                <dev:type>
                  <maml:name>WidgetState[]</maml:name>
                  <maml:uri />
                </dev:type>
                <dev:defaultValue>None</dev:defaultValue>
                <dev:possibleValues>
                  <dev:possibleValue>
                    <dev:value>Good</dev:value>
                    <maml:description>
                      <maml:para>It rolls.</maml:para>
                    </maml:description>
                  </dev:possibleValue>

        """,
        Maml,
        StringComparison.Ordinal);
}
