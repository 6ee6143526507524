using System.Management.Automation;
using System.Runtime.CompilerServices;
using TrailOps.Aws;
using TrailOps.Aws.Connection;
using TrailOps.Cmdlets;

namespace AwsProbe;

/// <summary>A paged call for each item: a request a page, three things on each.</summary>
[Cmdlet(VerbsCommon.Get, "ProbePage")]
[OutputType(typeof(string))]
public sealed class GetProbePageCommand : AwsCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string[] Name { get; set; } = [];

    [Parameter]
    public int Pages { get; set; } = 2;

    /// <summary>Whether later records are worked on before earlier ones are done.</summary>
    [Parameter]
    public SwitchParameter Ahead { get; set; }

    protected override void ProcessRecord()
    {
        var clients = this.Clients();
        if (Ahead)
        {
            ForEachRecord(Name, (name, stop) => ListAsync(clients, name, stop));
        }
        else
        {
            ForEach(Name, (name, stop) => ListAsync(clients, name, stop));
        }
    }

    private async IAsyncEnumerable<string> ListAsync(AwsClients clients, string name, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var page = 1; page <= Pages; page++)
        {
            if (name == "bad")
            {
                throw new InvalidOperationException("bad is bad");
            }

            var identity = await CallerIdentity.GetAsync(clients, null, stop);
            for (var item = 1; item <= 3; item++)
            {
                yield return $"{name} {identity.Account} {page}.{item}";
            }
        }
    }
}
