using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>A cmdlet that works on trails that are there.</summary>
public abstract class TrailCmdlet : AwsCmdlet
{
    /// <summary>The trails: names, ARNs, or objects that have a TrailARN, such as Get-AuditTrail and Get-CTTrail put out. A name is looked for in the region; an ARN tells its own.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("TrailARN", "TrailName")]
    [ValidateNotNullOrEmpty]
    [TrailNameTransformation]
    public string[] Name { get; set; } = [];

    /// <summary>Puts out the trail.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override bool NeedsRegion => Array.Exists(Name, name => TrailNames.HomeOf(name) is null);

    /// <summary>CloudTrail takes one such change a second, and answers of one trail's come together.</summary>
    protected override int Parallelism => 1;

    /// <summary>Works on each trail; what comes of it is put out where that is asked for.</summary>
    internal void ForEachTrail(Func<string, CancellationToken, Task<AuditTrail?>> work)
    {
        var isShown = PassThru.IsPresent;
        ForEachRecord(Name, (name, stop) => Shown(work(name, stop), isShown));
    }

    private static async IAsyncEnumerable<AuditTrail> Shown(Task<AuditTrail?> work, bool isShown)
    {
        if (await work.ConfigureAwait(false) is { } trail && isShown)
        {
            yield return trail;
        }
    }
}
