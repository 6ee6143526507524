namespace TrailOps.Posture;

/// <summary>What was read, or why it could not be.</summary>
/// <param name="Value">What was read.</param>
/// <param name="Why">Why nothing was: the error's code and words, and the permission that it takes. Null where it was.</param>
internal readonly record struct Seen<T>(T Value, string? Why);

/// <summary>Makes them.</summary>
internal static class Seen
{
    public static Seen<T> Of<T>(T value) => new(value, null);

    public static Seen<T> Not<T>(string why) => new(default!, why);
}
