using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Removes trails. The evidence stays: their buckets, with all logs and digests.</summary>
/// <remarks>
/// <para>CloudTrail delivers a last digest, and then nothing more. The bucket keeps its settings and its policy, in which the removed trail's statements let in one made again under its ARN alone. Event
/// history goes on: it needs no trail.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteTrail.html">DeleteTrail</seealso>
[Cmdlet(VerbsCommon.Remove, "AuditTrail", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(AuditTrail))]
public sealed class RemoveAuditTrailCommand : TrailCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var logging = new AuditTrailLogging(this.Clients());
        ForEachTrail(logging.RemoveAsync);
    }
}
