namespace TrailOps;

/// <summary>Times as AWS writes them: whole seconds.</summary>
internal static class Seconds
{
    public static DateTime Down(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), time.Kind);

    public static DateTime Up(DateTime time) => Down(time.AddTicks(TimeSpan.TicksPerSecond - 1));
}
