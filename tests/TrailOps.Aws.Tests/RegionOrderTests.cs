using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

/// <summary>Which region it is when several are named.</summary>
public sealed class RegionOrderTests
{
    // r -Region, s $StoredAWSRegion, p the named profile, a AWS_REGION, b AWS_DEFAULT_REGION, v AWS_PROFILE's, d default's, i the instance's
    [Theory]
    [InlineData("rspabdi", "eu-central-1")]
    [InlineData("spabdi", "eu-west-1")]
    [InlineData("pabdi", "eu-west-2")]
    [InlineData("abvdi", "eu-west-3")]
    [InlineData("bvdi", "eu-north-1")]
    [InlineData("vdi", "eu-south-1")]
    [InlineData("Vdi", "ap-south-1")]
    [InlineData("di", "ap-south-1")]
    [InlineData("i", "us-west-2")]
    [InlineData("", "RegionNotFound")]
    [InlineData("Pabdi", "eu-west-3")]
    [InlineData("Pvdi", "ap-south-1")]
    public async Task The_first_of_the_order_wins(string given, string wins)
    {
        using var place = new Place();
        using var metadata = new Responder(asked => new Answer(200, asked.Method == "PUT" ? "token" : asked.Path.EndsWith("/region", StringComparison.Ordinal) ? "us-west-2" : ""));
        place.Variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = metadata.Url;
        Set("AWS_EC2_METADATA_DISABLED", !given.Contains('i'), "true");
        place.Variables["AWS_EC2_METADATA_DISABLED"] = given.Contains('i') ? "false" : "true";
        Set("AWS_REGION", given.Contains('a'), "eu-west-3");
        Set("AWS_DEFAULT_REGION", given.Contains('b'), "eu-north-1");
        Set("AWS_PROFILE", given.Contains('v'), "variable");
        Set("AWS_PROFILE", given.Contains('V'), "regionless");
        place.Write("config", $"""
            [profile named]
            region = eu-west-2
            [profile variable]
            region = eu-south-1
            [default]
            {(given.Contains('d') ? "region = ap-south-1" : "")}
            """);
        place.Write("credentials", "[named]\naws_access_key_id=A\naws_secret_access_key=s\n[regionless]\naws_access_key_id=A\naws_secret_access_key=s\n");
        var options = new ConnectionOptions
        {
            AccessKey = "AKID",
            SecretKey = "s",
            Region = given.Contains('r') ? "eu-central-1" : null,
            StoredRegion = given.Contains('s') ? "eu-west-1" : null,
            ProfileName = given.Contains('p') ? "named" : given.Contains('P') ? "regionless" : null,
        };
        string outcome;
        try
        {
            using var connection = await place.OpenAsync(options);
            outcome = connection.Clients.Region;
        }
        catch (ConnectionException e)
        {
            outcome = e.Problem.ToString();
            Assert.Contains("-Region, $StoredAWSRegion,", e.Message, StringComparison.Ordinal);
        }

        Assert.Equal(wins, outcome);

        void Set(string name, bool isGiven, string value)
        {
            if (isGiven)
            {
                place.Variables[name] = value;
            }
        }
    }

    [Theory]
    [InlineData("eu central 1")]
    [InlineData("EU-CENTRAL-1")]
    [InlineData("eu-central-1.evil.example")]
    [InlineData("frankfurt")]
    public async Task What_can_be_no_region_is_said(string region)
    {
        using var place = new Place();
        var e = await Assert.ThrowsAsync<ConnectionException>(() => place.OpenAsync(new() { AccessKey = "A", SecretKey = "s", Region = region }));
        Assert.Equal(ConnectionProblem.RegionNotValid, e.Problem);
        Assert.Equal(region, e.Subject);
    }

    [Fact]
    public async Task A_global_service_needs_none()
    {
        using var place = new Place();
        using var connection = await place.OpenAsync(new() { AccessKey = "A", SecretKey = "s", NeedsRegion = false });
        Assert.Equal("us-east-1", connection.Clients.Region);
    }

    [Fact]
    public async Task A_machine_that_is_no_instance_is_found_out_soon()
    {
        using var place = new Place();
        using var silent = new Responder(static async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException();
        });
        place.Variables["AWS_EC2_METADATA_DISABLED"] = "false";
        place.Variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = silent.Url;
        place.Variables["AWS_METADATA_SERVICE_TIMEOUT"] = "0.1";
        var e = await Assert.ThrowsAsync<ConnectionException>(() => place.OpenAsync());
        Assert.Equal(ConnectionProblem.CredentialsNotFound, e.Problem);
        Assert.Contains(silent.Url, e.Message, StringComparison.Ordinal);
        Assert.All(silent.Requests, asked => Assert.Equal("PUT", asked.Method));
    }
}
