namespace TrailOps.Aws.Connection;

/// <summary>The profiles of this user, from the places where AWS.Tools, the aws CLI and the SDKs keep them.</summary>
/// <remarks>
/// Read here and not by the SDK, which fixes the files' places once for the process and does not know all that the CLI understands
/// (<c>duration_seconds</c>, a role whose source is its own keys).
/// </remarks>
internal sealed class ProfileStore
{
    public const string Default = "default";

    private readonly ProfileFile _credentials;
    private readonly ProfileFile _config;
    private readonly bool _hasSdkStore;

    private ProfileStore(ProfileFile credentials, ProfileFile config, bool hasSdkStore)
    {
        _credentials = credentials;
        _config = config;
        _hasSdkStore = hasSdkStore;
    }

    /// <summary>Where it looks, for messages.</summary>
    public string Places => $"{(_hasSdkStore ? "the SDK's store, " : "")}{_credentials.Path} and {_config.Path}";

    /// <summary>The names of all profiles.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. (_hasSdkStore ? SdkStore.Names() : [])
            .Concat(_credentials.Sections.Select(ProfileOf))
            .Concat(_config.Sections.Where(IsProfileOfConfig).Select(ProfileOf))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Reads the files.</summary>
    /// <param name="environment">Names the files where they are not in <c>~/.aws</c>.</param>
    /// <param name="location">A credentials file, or its folder, in place of the usual one.</param>
    /// <exception cref="ConnectionException">A file is there and can't be read, or the given one is not there.</exception>
    public static ProfileStore Read(AwsEnvironment environment, string? location)
    {
        var folder = Path.Combine(environment.Home, ".aws");
        var given = string.IsNullOrWhiteSpace(location) ? null : environment.Expand(location);
        if (Directory.Exists(given))
        {
            given = Path.Combine(given, "credentials");
        }

        if (given is not null && !File.Exists(given))
        {
            throw new ConnectionException(
                ConnectionProblem.ProfileNotFound, $"-ProfileLocation names no file: '{given}'. Give the path of a credentials file, or of the folder that holds one.", location);
        }

        var credentials = given ?? environment.Expand(environment["AWS_SHARED_CREDENTIALS_FILE"] ?? Path.Combine(folder, "credentials"));
        var config = environment.Expand(environment["AWS_CONFIG_FILE"] ?? Path.Combine(folder, "config"));
        try
        {
            return new ProfileStore(ProfileFile.Read(credentials), ProfileFile.Read(config), given is null && SdkStore.IsAvailable);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectionException(ConnectionProblem.ProfileNotUsable, $"The profiles can't be read: {e.Message} See to the file's permissions.", location, e);
        }
    }

    /// <summary>A profile by its name; null where there is none.</summary>
    public AwsProfile? Find(string name)
    {
        if (_hasSdkStore && SdkStore.Find(name) is { } stored)
        {
            return stored;
        }

        // 'profile x' before 'x', and the credentials file before the config file.
        var sections = new[] { _config[name == Default ? name : ""], _config[$"profile {name}"], _credentials[$"profile {name}"], _credentials[name] }
            .OfType<IReadOnlyDictionary<string, string>>()
            .ToList();
        return sections.Count == 0 ? null : new AwsProfile(name, Merge(sections));
    }

    /// <summary>A section of another kind than profiles, such as <c>sso-session corp</c>; null where there is none.</summary>
    public IReadOnlyDictionary<string, string>? Section(string kind, string name) => _config[$"{kind} {name}"] ?? _credentials[$"{kind} {name}"];

    private static Dictionary<string, string> Merge(IEnumerable<IReadOnlyDictionary<string, string>> sections)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var section in sections)
        {
            foreach (var (key, value) in section)
            {
                merged[key] = value;
            }
        }

        return merged;
    }

    private static bool IsProfileOfConfig(string section) => section == Default || section.StartsWith("profile ", StringComparison.Ordinal);

    private static string ProfileOf(string section) => section.StartsWith("profile ", StringComparison.Ordinal) ? section["profile ".Length..] : section;
}
