using System.Management.Automation;
using TrailOps.Aws;
using TrailOps.Cmdlets;

namespace AwsProbe;

/// <summary>Who the credentials are, asked in each region: as small as a cmdlet on the base class gets.</summary>
[Cmdlet(VerbsCommon.Get, "ProbeIdentity")]
[OutputType(typeof(string))]
public sealed class GetProbeIdentityCommand : AwsCmdlet
{
    protected override bool TakesManyRegions => true;

    protected override void ProcessRecord()
    {
        var clients = this.Clients();
        ForEach(Regions, async (region, stop) => $"{region} {(await CallerIdentity.GetAsync(clients, region, stop)).Arn}");
    }
}
