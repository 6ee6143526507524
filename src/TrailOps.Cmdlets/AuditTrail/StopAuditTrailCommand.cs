using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Stops logging with trails.</summary>
/// <remarks>
/// <para>What happens from then on leaves no log with the trail. Started again, it begins a new chain of digests. A trail that is stopped stays as it is.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html">StopLogging</seealso>
[Cmdlet(VerbsLifecycle.Stop, "AuditTrail", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(AuditTrail))]
public sealed class StopAuditTrailCommand : TrailCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var logging = new AuditTrailLogging(this.Clients());
        ForEachTrail(logging.StopAsync);
    }
}
