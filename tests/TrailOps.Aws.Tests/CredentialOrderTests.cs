using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

/// <summary>Who gives the credentials when several could: with real files.</summary>
public sealed class CredentialOrderTests
{
    // Given: what there is, by a letter each. Wins: the access key that comes out, or a problem.
    // k keys, p -ProfileName, c -Credential, s stored, e environment's keys, P AWS_PROFILE, d default profile
    [Theory]
    [InlineData("kpcsePd", "AKIDPARAMETER")]
    [InlineData("pcsePd", "AKIDNAMED")]
    [InlineData("csePd", "AKIDCREDENTIAL")]
    [InlineData("sePd", "AKIDSTORED")]
    [InlineData("ePd", "AKIDENVIRONMENT")]
    [InlineData("Pd", "AKIDVARIABLE")]
    [InlineData("d", "AKIDDEFAULT")]
    [InlineData("", "CredentialsNotFound")]
    public async Task The_first_of_the_order_wins(string given, string wins)
    {
        using var place = new Place();
        place.Write("credentials", """
            [named]
            aws_access_key_id = AKIDNAMED
            aws_secret_access_key = s
            [variable]
            aws_access_key_id = AKIDVARIABLE
            aws_secret_access_key = s
            """ + (given.Contains('d') ? "\n[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key = s\n" : ""));
        if (given.Contains('e'))
        {
            place.Variables["AWS_ACCESS_KEY_ID"] = "AKIDENVIRONMENT";
            place.Variables["AWS_SECRET_ACCESS_KEY"] = "s";
        }

        if (given.Contains('P'))
        {
            place.Variables["AWS_PROFILE"] = "variable";
        }

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

        Assert.Equal(problem, await OutcomeAsync(place, options));
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
        var order = new[] { "-AccessKey", "-ProfileName", "-Credential", "$StoredAWSCredentials", "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "'default'", "container", "metadata", "Give" };
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
