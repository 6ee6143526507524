using System.Diagnostics;
using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>The progress of a run: shown a few times a second, only for runs that take longer than a moment, and gone at the end. Any thread may make it.</summary>
internal sealed class RunProgress(int activityId, string activity)
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _shown;

    /// <summary>Whether it is time to show something.</summary>
    public bool IsDue => Stopwatch.GetElapsedTime(_started) >= Before && (_shown == 0 || Stopwatch.GetElapsedTime(_shown) >= Between);

    /// <summary>What to show.</summary>
    /// <param name="status">What has been done.</param>
    /// <param name="share">How much of all, from 0 to 1; null: not known.</param>
    public ProgressRecord Make(string status, double? share)
    {
        _shown = Stopwatch.GetTimestamp();
        return new ProgressRecord(activityId, activity, status) { PercentComplete = share is { } known ? (int)Math.Clamp(100 * known, 0, 100) : -1 };
    }

    /// <summary>What ends it; null where nothing was shown.</summary>
    public ProgressRecord? End() => _shown == 0 ? null : new ProgressRecord(activityId, activity, "Done") { RecordType = ProgressRecordType.Completed };
}
