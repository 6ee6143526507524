using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

/// <summary>A home folder and variables of its own.</summary>
internal sealed class Place : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("trailops-home-").FullName;

    public Place()
    {
        Environment = new AwsEnvironment(name => name == "HOME" ? _home : Variables.GetValueOrDefault(name), () => _home);
        Directory.CreateDirectory(Path.Combine(_home, ".aws", "sso", "cache"));

        // A machine that is an instance would change what comes out.
        Variables["AWS_EC2_METADATA_DISABLED"] = "true";
    }

    public Dictionary<string, string> Variables { get; } = [];

    public AwsEnvironment Environment { get; }

    public string PathOf(string name) => Path.Combine(_home, ".aws", name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public Task<AwsConnection> OpenAsync(ConnectionOptions? options = null) =>
        AwsConnection.OpenAsync(options ?? new(), Environment, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
