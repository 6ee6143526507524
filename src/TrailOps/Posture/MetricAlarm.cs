namespace TrailOps.Posture;

/// <summary>
/// An alarm that looks at what a metric filter counts. One call has to set it off: who is told after the third call is told too late.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Acts">Whether it has actions, and they are on.</param>
internal sealed record MetricAlarm(string Name, bool Acts)
{
    /// <summary>Sum, Maximum and such; null for a percentile.</summary>
    public string? Statistic { get; init; }

    public string? Comparison { get; init; }

    public double? Threshold { get; init; }

    /// <summary>How many periods have to be over the threshold.</summary>
    public int Periods { get; init; } = 1;

    /// <summary>What a period without data counts as.</summary>
    public string? Missing { get; init; }

    public string? Unit { get; init; }

    /// <summary>Whether one event that is counted sets it off; null where that can't be told. With why not.</summary>
    public (bool? Tells, string? Why) Judge(MetricCount counted)
    {
        var (value, rest) = (counted.Value, counted.Default);
        var one = Statistic switch
        {
            "Sum" or "Maximum" => value,
            "SampleCount" when rest is null => 1,
            "Average" or "Minimum" when rest is null => value,
            _ => null,
        };
        return !Acts ? (false, $"the actions of {Name} are off, or it has none")
            : Unit is { } unit && unit != counted.Unit ? (false, $"{Name} looks at values in {unit} alone")
            : Missing == "breaching" || rest is { } none && IsOver(none) == true ? (false, $"{Name} is in alarm all the time")
            : IsOver(one) is not { } isOver ? (null, $"whether one call sets off {Name} depends on more than it")
            : !isOver ? (false, $"one call does not set off {Name}")
            : Periods > 1 ? (null, $"{Name} waits for {Periods} periods")
            : (true, null);
    }

    private bool? IsOver(double? value) => (Comparison, value, Threshold) switch
    {
        ("GreaterThanOrEqualToThreshold", { } number, { } limit) => number >= limit,
        ("GreaterThanThreshold", { } number, { } limit) => number > limit,
        _ => null,
    };
}

/// <summary>What a metric filter counts for an event.</summary>
/// <param name="Value">The number; null where it is taken from the event.</param>
/// <param name="Default">What is counted where events came and none matched; null: nothing.</param>
/// <param name="Unit">The unit.</param>
internal sealed record MetricCount(double? Value, double? Default, string Unit);
