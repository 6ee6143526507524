namespace TrailOps.Aws.Connection;

/// <summary>What the process has from outside: its environment variables and the user's home. Read afresh each time, since sessions live long
/// and <c>$env:AWS_PROFILE</c> changes in them.</summary>
internal sealed class AwsEnvironment(Func<string, string?> variable, Func<string> home)
{
    /// <summary>The real one.</summary>
    public static AwsEnvironment Process { get; } = new(Environment.GetEnvironmentVariable, static () => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The user's home folder, which holds <c>.aws</c>.</summary>
    public string Home => variable("HOME") is { Length: > 0 } given ? given : home();

    /// <summary>A variable's value; null where it is not set or empty.</summary>
    public string? this[string name] => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Whether a variable says yes, as AWS's SDKs read such variables.</summary>
    public bool IsTrue(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A path with <c>~</c> for the user's home, as the AWS files allow it.</summary>
    public string Expand(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal) ? Home + path[1..] : path;
}
