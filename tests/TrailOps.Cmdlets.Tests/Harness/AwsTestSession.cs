using TrailOps.Aws.Tests;

namespace TrailOps.Cmdlets.Tests;

/// <summary>A session with the module, the cmdlets that only tests have, and a scripted STS. <c>$aws</c> splats keys, region and endpoint.</summary>
internal sealed class AwsTestSession : IDisposable
{
    public const string Secret = Sts.Secret;
    public const string Token = Sts.Token;

    private readonly string _folder = Directory.CreateTempSubdirectory("trailops-aws-").FullName;

    public AwsTestSession(Func<Asked, Answer>? answer = null)
        : this((asked, _) => Task.FromResult((answer ?? (static _ => Sts.Identity()))(asked)))
    {
    }

    public AwsTestSession(Func<Asked, CancellationToken, Task<Answer>> answer)
    {
        Service = new Responder(answer);
        Session = new Session { Secrets = () => [Secret, Token] };
        Session.Run("Import-Module $probe", new { probe = Path.Combine(AppContext.BaseDirectory, "AwsProbe.dll") }).Clean();
        Session.Run("$aws = @{ AccessKey = 'AKIDTEST'; SecretKey = $secret; SessionToken = $token; Region = 'eu-central-1'; EndpointUrl = $url }; $at = @{ Region = 'eu-central-1'; EndpointUrl = $url }",
            new { secret = Secret, token = Token, url = Service.Url }).Clean();
    }

    public Session Session { get; }

    public Responder Service { get; }

    public RunResult Run(string script, object? variables = null) => Session.Run(script, variables);

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        Session.Dispose();
        Service.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
