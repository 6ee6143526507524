namespace TrailOps.LocalAws.World;

/// <summary>AWS's clock. It runs, and it can be moved in two ways: time passes for everyone, or AWS and its clients disagree.</summary>
public sealed class Clock
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private TimeSpan _passed;
    private TimeSpan _ahead;
    // When, by the machine's clock, and how much in all until then.
    private readonly List<(DateTimeOffset At, TimeSpan Passed)> _advances = [];

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

    /// <summary>How much time was let pass. A client on a machine whose clock knows nothing of it is not out of step.</summary>
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

    /// <summary>What AWS's clock showed when a client's showed this, whichever of the two it goes by.</summary>
    internal DateTimeOffset When(DateTimeOffset client)
    {
        lock (_gate)
        {
            // Signatures know whole seconds: one of the same second counts as made after the time was let pass.
            var isOfAws = client > DateTimeOffset.UtcNow + Minute;
            return isOfAws ? client : client + _advances.FindLast(advance => advance.At.ToUnixTimeSeconds() <= client.ToUnixTimeSeconds()).Passed;
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
            _advances.Add((DateTimeOffset.UtcNow, _passed));
        }
    }
}
