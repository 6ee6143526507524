namespace TrailOps.LocalAws.World;

/// <summary>AWS's clock. It runs, and it can be moved in two ways: time passes for everyone, or AWS and its clients disagree.</summary>
public sealed class Clock
{
    private readonly Lock _gate = new();
    private TimeSpan _passed;
    private TimeSpan _ahead;

    /// <summary>What AWS says the time is: <c>Date</c> headers, expiry, conditions and events go by it.</summary>
    public DateTimeOffset UtcNow
    {
        get
        {
            lock (_gate)
            {
                return DateTimeOffset.UtcNow + _passed + _ahead;
            }
        }
    }

    /// <summary>How much time was let pass by <see cref="Advance"/>. A client on a machine whose clock ran on is not out of step.</summary>
    internal TimeSpan Passed
    {
        get
        {
            lock (_gate)
            {
                return _passed;
            }
        }
    }

    /// <summary>How far AWS's clock is ahead of its clients' (negative: behind). Requests signed more than five minutes off are refused.</summary>
    public TimeSpan Ahead
    {
        get
        {
            lock (_gate)
            {
                return _ahead;
            }
        }

        set
        {
            lock (_gate)
            {
                _ahead = value;
            }
        }
    }

    /// <summary>Lets time pass for everyone: sessions end, events become visible, logs are delivered, clients are not out of step.</summary>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        lock (_gate)
        {
            _passed += time;
        }
    }
}
