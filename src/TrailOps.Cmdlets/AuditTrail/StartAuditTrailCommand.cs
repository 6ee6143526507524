using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Starts logging with trails.</summary>
/// <remarks>
/// <para>A trail that is logging stays as it is. With -Wait the cmdlet comes back when the trail has delivered since its start, which takes about five minutes, and says what is missing
/// where that does not come: the error of the last try, and what to do about it.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartLogging.html">StartLogging</seealso>
[Cmdlet(VerbsLifecycle.Start, "AuditTrail", SupportsShouldProcess = true)]
[OutputType(typeof(AuditTrail))]
public sealed class StartAuditTrailCommand : TrailCmdlet
{
    /// <summary>Waits for the first delivery after the start.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait for that. Default: a quarter of an hour. It stands for -Wait as well.</summary>
    [Parameter]
    [ValidateTimeout]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Whose first delivery is waited for must not keep the next one stopped.</summary>
    protected override int Parallelism => IsWaiting ? 16 : base.Parallelism;

    private bool IsWaiting => Wait || MyInvocation.BoundParameters.ContainsKey(nameof(Timeout));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var logging = new AuditTrailLogging(this.Clients());
        TimeSpan? timeout = IsWaiting ? Timeout : null;
        ForEachTrail((name, stop) => logging.StartAsync(name, timeout, stop));
    }
}
