using System.Security.Cryptography;
using System.Text;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

/// <summary>Profiles of IAM Identity Center: with the token that aws sso login left, renewed, or gone.</summary>
public sealed class SsoTests : IDisposable
{
    private const string Start = "https://corp.awsapps.com/start";
    private const string Section = $"[profile sso]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Admin\n[sso-session corp]\nsso_start_url = {Start}\nsso_region = eu-central-1\n";
    private const string Older = $"[profile sso]\nsso_start_url = {Start}\nsso_region = eu-central-1\nsso_account_id = 111122223333\nsso_role_name = Admin\n";

    private readonly Place _place = new();
    private readonly Responder _portal;
    private Func<Asked, Answer> _renew = static _ => new Answer(400, """{"error":"invalid_grant"}""", "application/json", Headers: "x-amzn-ErrorType: InvalidGrantException\r\n");
    private bool _isAccepted = true;

    public SsoTests()
    {
        _portal = new Responder(asked => asked.Path == "/token" ? _renew(asked)
            : _isAccepted ? new Answer(200, $$$"""{"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"s","sessionToken":"t","expiration":{{{DateTimeOffset.UtcNow.AddSeconds(62).ToUnixTimeMilliseconds()}}}}}""", "application/json")
            : new Answer(401, """{"message":"Session token not found or invalid","__type":"com.amazonaws.switchboard.portal#UnauthorizedException"}""", "application/json"));
        _place.Variables["AWS_ENDPOINT_URL_SSO"] = _portal.Url;
        _place.Variables["AWS_ENDPOINT_URL_SSO_OIDC"] = _portal.Url;
        _place.Variables["AWS_MAX_ATTEMPTS"] = "1";
    }

    public void Dispose()
    {
        _portal.Dispose();
        _place.Dispose();
    }

    [Theory]
    [InlineData("corp", Section)]
    [InlineData(Start, Older)]
    public async Task With_a_cached_token(string cachedAs, string config)
    {
        _place.Write("config", config);
        var login = await ProblemAsync();
        Assert.Equal(ConnectionProblem.SsoLoginNeeded, login.Problem);
        Assert.Contains("aws sso login --profile sso", login.Message, StringComparison.Ordinal);
        Assert.Empty(_portal.Requests);

        Cache(cachedAs, DateTime.UtcNow.AddHours(1));
        Assert.Equal("ASIASSO", await AccessKeyAsync());
        var asked = _portal.Requests.Single();
        Assert.Equal("cached-token", asked.Headers["x-amz-sso_bearer_token"]);
        Assert.Contains("role_name=Admin", asked.Path, StringComparison.Ordinal);
        Assert.Contains("account_id=111122223333", asked.Path, StringComparison.Ordinal);

        _isAccepted = false;
        await Task.Delay(2100, TestContext.Current.CancellationToken);
        Assert.Equal(ConnectionProblem.SsoLoginNeeded, (await ProblemAsync()).Problem);
        Cache(cachedAs, DateTime.UtcNow.AddHours(-1));
        Assert.Equal(ConnectionProblem.SsoLoginNeeded, (await ProblemAsync()).Problem);
    }

    [Fact]
    public async Task A_token_that_is_over_is_renewed_and_kept_where_the_CLI_keeps_it()
    {
        _place.Write("config", Section);
        var file = Cache("corp", DateTime.UtcNow.AddMinutes(-1), Renewable);
        _renew = asked => asked.Body.Contains("\"refreshToken\":\"again\"", StringComparison.Ordinal) && asked.Body.Contains("\"grantType\":\"refresh_token\"", StringComparison.Ordinal)
            ? new Answer(200, """{"accessToken":"renewed-token","expiresIn":3600,"refreshToken":"once more","tokenType":"Bearer"}""", "application/json")
            : new Answer(400, "{}", "application/json");
        Assert.Equal("ASIASSO", await AccessKeyAsync());
        Assert.Equal(["/token", "renewed-token"], _portal.Requests.Select(asked => asked.Headers.GetValueOrDefault("x-amz-sso_bearer_token") ?? asked.Path));
        Assert.Contains("renewed-token", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // Who can't reach the service is not helped by signing in.
    [Theory]
    [InlineData(400, "SsoLoginNeeded", "aws sso login --profile sso")]
    [InlineData(0, "CredentialsFailed", "Check the network")]
    public async Task A_token_that_can_not_be_renewed(int status, string problem, string said)
    {
        _place.Write("config", Section);
        Cache("corp", DateTime.UtcNow.AddMinutes(-1), Renewable);
        if (status == 0)
        {
            _renew = static _ => new Answer(0, "");
        }

        var e = await ProblemAsync();
        Assert.Equal(problem, e.Problem.ToString());
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.All(_portal.Requests, asked => Assert.Equal("/token", asked.Path));
    }

    [Fact]
    public async Task A_role_on_top_of_it()
    {
        using var sts = new Responder(static _ => Sts.Session("ASIATOP"));
        _place.Variables["AWS_ENDPOINT_URL_STS"] = sts.Url;
        _place.Write("config", Section + "[profile top]\nrole_arn = arn:aws:iam::111122223333:role/top\nsource_profile = sso\n");
        var login = await ProblemAsync("top");
        Assert.Equal(ConnectionProblem.SsoLoginNeeded, login.Problem);
        Assert.Contains("aws sso login --profile sso", login.Message, StringComparison.Ordinal);
        Cache("corp", DateTime.UtcNow.AddHours(1));
        Assert.Equal("ASIATOP", await AccessKeyAsync("top"));
        Assert.Equal("ASIASSO", sts.Requests.Single().AccessKey);
    }

    private const string Renewable = """
        ,"refreshToken":"again","clientId":"client","clientSecret":"hush","registrationExpiresAt":"2999-01-01T00:00:00Z"
        """;

#pragma warning disable CA5350 // The cache's files are named by SHA-1.
    private string Cache(string key, DateTime end, string more = "") => _place.Write(
        $"sso/cache/{Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(key)))}.json",
        $$"""{"startUrl":"{{Start}}","region":"eu-central-1","accessToken":"cached-token","expiresAt":"{{end:yyyy-MM-ddTHH:mm:ssZ}}"{{more}}}""");
#pragma warning restore CA5350

    private async Task<string> AccessKeyAsync(string profile = "sso")
    {
        using var connection = await _place.OpenAsync(new() { ProfileName = profile, NeedsRegion = false });
        return (await connection.Credentials.GetCredentialsAsync()).AccessKey;
    }

    private Task<ConnectionException> ProblemAsync(string profile = "sso") => Assert.ThrowsAsync<ConnectionException>(() => AccessKeyAsync(profile));
}
