using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

/// <summary>Who gives the credentials when several could: with real files.</summary>
public sealed class CredentialOrderTests
{
    // Given: what there is, by a letter each. Wins: the access key that comes out, or a problem.
    // k keys, p -ProfileName, c -Credential, s stored, e environment's keys, w its web identity, P AWS_PROFILE, d default profile, o container, i instance
    [Theory]
    [InlineData("kpcsewPdoi", "AKIDPARAMETER")]
    [InlineData("pcsewPdoi", "AKIDNAMED")]
    [InlineData("csewPdoi", "AKIDCREDENTIAL")]
    [InlineData("sewPdoi", "AKIDSTORED")]
    [InlineData("ewPdoi", "AKIDENVIRONMENT")]
    [InlineData("wdoi", "ASIAWEB")]
    [InlineData("wPdoi", "AKIDVARIABLE")]
    [InlineData("Pdoi", "AKIDVARIABLE")]
    [InlineData("doi", "AKIDDEFAULT")]
    [InlineData("oi", "ASIACONTAINER")]
    [InlineData("i", "ASIANODE")]
    [InlineData("", "CredentialsNotFound")]
    public async Task The_first_of_the_order_wins(string given, string wins)
    {
        using var place = new Place();
        using var service = new Responder(static asked => asked.Path switch
        {
            "/latest/api/token" => new Answer(200, "tok"),
            "/latest/meta-data/iam/security-credentials/" => new Answer(200, "node"),
            "/latest/meta-data/iam/security-credentials/node" => Session("ASIANODE"),
            "/container" => Session("ASIACONTAINER"),
            _ => Sts.Session("ASIAWEB", asked.Form("Action")!),
        });
        place.Write("credentials", """
            [named]
            aws_access_key_id = AKIDNAMED
            aws_secret_access_key = s
            [variable]
            aws_access_key_id = AKIDVARIABLE
            aws_secret_access_key = s
            """ + (given.Contains('d') ? "\n[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key = s\n" : ""));
        (char Letter, string Name, string Value)[] variables =
        [
            ('e', "AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT"),
            ('e', "AWS_SECRET_ACCESS_KEY", "s"),
            ('w', "AWS_WEB_IDENTITY_TOKEN_FILE", place.Write("token", "eyJ.oidc.token")),
            ('w', "AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/pod"),
            ('w', "AWS_ENDPOINT_URL_STS", service.Url),
            ('P', "AWS_PROFILE", "variable"),
            ('o', Container, $"{service.Url}/container"),
            ('i', "AWS_EC2_METADATA_DISABLED", "false"),
            ('i', "AWS_EC2_METADATA_SERVICE_ENDPOINT", service.Url),
        ];
        foreach (var (_, name, value) in variables.Where(variable => given.Contains(variable.Letter)))
        {
            place.Variables[name] = value;
        }

        // The SDK asks the container, and reads the process's own variable. Nobody else of these tests does.
        Environment.SetEnvironmentVariable(Container, place.Variables.GetValueOrDefault(Container));
        var options = new ConnectionOptions
        {
            Region = "eu-central-1",
            AccessKey = given.Contains('k') ? "AKIDPARAMETER" : null,
            SecretKey = given.Contains('k') ? "s" : null,
            ProfileName = given.Contains('p') ? "named" : null,
            Credential = given.Contains('c') ? Keys("AKIDCREDENTIAL") : null,
            StoredCredential = given.Contains('s') ? Keys("AKIDSTORED") : null,
        };
        Assert.Equal(wins, await OutcomeAsync(place, options));
    }

    // Who is named and can't give them is an error, though the default profile could.
    [Theory]
    [InlineData("-ProfileName missing", "ProfileNotFound")]
    [InlineData("-ProfileName empty", "ProfileNotUsable")]
    [InlineData("-ProfileName half", "ProfileNotUsable")]
    [InlineData("-AccessKey", "KeysIncomplete")]
    [InlineData("-SecretKey", "KeysIncomplete")]
    [InlineData("-SessionToken", "KeysIncomplete")]
    [InlineData("-Credential text", "CredentialNotUsable")]
    [InlineData("stored text", "CredentialNotUsable")]
    [InlineData("AWS_ACCESS_KEY_ID alone", "KeysIncomplete")]
    [InlineData("AWS_SECRET_ACCESS_KEY alone", "KeysIncomplete")]
    [InlineData("AWS_PROFILE missing", "ProfileNotFound")]
    [InlineData("AWS_CONTAINER_CREDENTIALS_FULL_URI http://example.com/creds", "CredentialsFailed")]
    [InlineData("AWS_CA_BUNDLE missing", "CaBundleNotValid")]
    [InlineData("-ProfileLocation missing", "ProfileNotFound")]
    public async Task Nothing_falls_through(string given, string problem)
    {
        using var place = new Place();
        place.Write("credentials", "[default]\naws_access_key_id=AKIDDEFAULT\naws_secret_access_key=s\n[half]\naws_access_key_id=AKIDHALF\n");
        place.Write("config", "[profile empty]\nregion=eu-west-1\n");
        var options = new ConnectionOptions { Region = "eu-central-1" };
        options = given switch
        {
            "-AccessKey" => options with { AccessKey = "AKIDX" },
            "-SecretKey" => options with { SecretKey = "x" },
            "-SessionToken" => options with { SessionToken = "x" },
            "-Credential text" => options with { Credential = "default" },
            "stored text" => options with { StoredCredential = "default" },
            "-ProfileLocation missing" => options with { ProfileLocation = place.PathOf("nowhere") },
            _ when given.StartsWith("-ProfileName ", StringComparison.Ordinal) => options with { ProfileName = given.Split(' ')[1] },
            _ => options,
        };
        if (given.StartsWith("AWS_", StringComparison.Ordinal))
        {
            place.Variables[given.Split(' ')[0]] = given.Split(' ')[1];
        }

        if (place.Variables.TryGetValue(Container, out var container))
        {
            // It is asked only where nobody before it has credentials.
            place.Write("credentials", "");
            Environment.SetEnvironmentVariable(Container, container);
        }

        Assert.Equal(problem, await OutcomeAsync(place, options));
    }

    [Fact]
    public async Task The_container_is_a_source_of_roles_too()
    {
        using var place = new Place();
        using var service = new Responder(static asked => asked.Path == "/container" ? Session("ASIACONTAINER") : Sts.Session("ASIATOP"));
        place.Variables["AWS_ENDPOINT_URL_STS"] = service.Url;
        place.Variables[Container] = $"{service.Url}/container";
        Environment.SetEnvironmentVariable(Container, place.Variables[Container]);
        place.Write("config", "[profile top]\nrole_arn=arn:aws:iam::111122223333:role/top\ncredential_source=EcsContainer\n");
        Assert.Equal("ASIATOP", await OutcomeAsync(place, new() { ProfileName = "top", NeedsRegion = false }));
        Assert.Equal("ASIACONTAINER", service.Requests[^1].AccessKey);
    }

    [Fact]
    public async Task A_missing_profile_is_told_with_the_places_and_the_others()
    {
        using var place = new Place();
        place.Write("credentials", "[default]\n[other]\n");
        var e = await Assert.ThrowsAsync<ConnectionException>(() => place.OpenAsync(new() { ProfileName = "dev" }));
        Assert.Contains("'dev' (-ProfileName)", e.Message, StringComparison.Ordinal);
        Assert.Contains(place.PathOf("credentials"), e.Message, StringComparison.Ordinal);
        Assert.Contains(place.PathOf("config"), e.Message, StringComparison.Ordinal);
        Assert.Contains("default, other", e.Message, StringComparison.Ordinal);
        Assert.Equal("dev", e.Subject);
    }

    [Fact]
    public async Task Missing_credentials_are_told_with_the_whole_order()
    {
        using var place = new Place();
        var e = await Assert.ThrowsAsync<ConnectionException>(() => place.OpenAsync(new() { Region = "eu-central-1" }));
        var order = new[] { "-AccessKey", "-ProfileName", "-Credential", "$StoredAWSCredentials", "AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_PROFILE", "'default'", "container", "metadata", "Give" };
        Assert.Equal(order.Order(Comparer<string>.Create((a, b) => At(a) - At(b))), order);
        int At(string text) => e.Message.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at ? at : throw new Xunit.Sdk.XunitException($"'{text}' is not in: {e.Message}");
    }

    [Fact]
    public async Task A_default_profile_without_credentials_is_passed_over()
    {
        using var place = new Place();
        place.Write("config", "[default]\nregion = eu-west-1\n");
        Assert.Equal("CredentialsNotFound", await OutcomeAsync(place, new()));
    }

    [Fact]
    public async Task Files_named_by_variables_and_by_the_parameter()
    {
        using var place = new Place();
        place.Write("credentials", "[default]\naws_access_key_id=AKIDHOME\naws_secret_access_key=s\n");
        var other = place.Write("other", "[default]\naws_access_key_id=AKIDOTHER\naws_secret_access_key=s\naws_session_token=t\n");
        var third = place.Write("third", "[default]\naws_access_key_id=AKIDTHIRD\naws_secret_access_key=s\n");
        var config = place.Write("elsewhere", "[default]\nregion=ap-southeast-2 # as a remark\n");
        Assert.Equal("AKIDHOME", await OutcomeAsync(place, new() { Region = "eu-west-1" }));
        place.Variables["AWS_SHARED_CREDENTIALS_FILE"] = other;
        place.Variables["AWS_CONFIG_FILE"] = config;
        using var connection = await place.OpenAsync();
        Assert.Equal("ap-southeast-2", connection.Clients.Region);
        Assert.Equal("t", (await connection.Credentials.GetCredentialsAsync()).Token);
        Assert.Equal("AKIDTHIRD", await OutcomeAsync(place, new() { ProfileLocation = third }));
        Assert.Equal("AKIDHOME", await OutcomeAsync(place, new() { ProfileLocation = Path.GetDirectoryName(third) }));
    }

    private const string Container = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    private static Answer Session(string accessKey) => new(
        200, $$"""{"Code":"Success","AccessKeyId":"{{accessKey}}","SecretAccessKey":"s","Token":"t","Expiration":"{{DateTime.UtcNow.AddHours(6):yyyy-MM-ddTHH:mm:ssZ}}"}""", "application/json");

    private static Dictionary<string, string> Keys(string accessKey) => new() { ["AccessKeyId"] = accessKey, ["SecretAccessKey"] = "s" };

    private static async Task<string> OutcomeAsync(Place place, ConnectionOptions options)
    {
        try
        {
            using var connection = await place.OpenAsync(options);
            return (await connection.Credentials.GetCredentialsAsync()).AccessKey;
        }
        catch (ConnectionException e)
        {
            return e.Problem.ToString();
        }
    }
}
