using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

public sealed class ProfileFileTests
{
    [Theory]
    [InlineData("[a]\nregion = eu-west-1", "a", "region", "eu-west-1")]
    [InlineData("[a]\nregion=eu-west-1 # as a remark", "a", "region", "eu-west-1")]
    [InlineData("[a]\nregion=eu-west-1;x", "a", "region", "eu-west-1;x")]
    [InlineData("[a]\nREGION = eu-west-1", "a", "region", "eu-west-1")]
    [InlineData("# remark\n; remark\n[profile a]\nregion=x", "profile a", "region", "x")]
    [InlineData("[profile  \"my team\"]\nregion=x", "profile my team", "region", "x")]
    [InlineData("[a]\naws_secret_access_key = ab#c=/+d==", "a", "aws_secret_access_key", "ab#c=/+d==")]
    [InlineData("[a]\ncredential_process = x ; y # z", "a", "credential_process", "x ; y # z")]
    [InlineData("[services s]\nsts =\n  endpoint_url = http://x\niam =\n\tendpoint_url = http://y", "services s", "iam.endpoint_url", "http://y")]
    [InlineData("[a]\nregion=x\n[b]\nregion=y\n[a]\nregion=z", "a", "region", "z")]
    [InlineData("\ufeff[a]\r\nregion = x\r\n", "a", "region", "x")]
    public void Values(string text, string section, string key, string value)
    {
        using var place = new Place();
        Assert.Equal(value, ProfileFile.Read(place.Write("config", text))[section]![key]);
    }

    [Theory]
    [InlineData("region=x")]
    [InlineData("[a\nb")]
    [InlineData("[]\n=\n==\n[")]
    public void Odd_texts_do_no_harm(string text)
    {
        using var place = new Place();
        Assert.Null(ProfileFile.Read(place.Write("config", text))["region"]);
    }

    [Fact]
    public void Names_are_of_both_files_and_only_of_profiles()
    {
        using var place = new Place();
        place.Write("config", "[default]\n[profile b]\n[sso-session corp]\n[services s]\n[plain]\n");
        place.Write("credentials", "[a]\n[default]\n");
        Assert.Equal(["a", "b", "default"], ProfileStore.Read(place.Environment, null).Names);
    }

    [Fact]
    public void The_credentials_file_comes_before_the_config_file()
    {
        using var place = new Place();
        place.Write("config", "[profile a]\nregion=x\naws_access_key_id=CONFIG\n");
        place.Write("credentials", "[a]\naws_access_key_id=CREDENTIALS\n");
        var profile = ProfileStore.Read(place.Environment, null).Find("a")!;
        Assert.Equal(("x", "CREDENTIALS"), (profile["region"], profile["aws_access_key_id"]));
        Assert.Null(ProfileStore.Read(place.Environment, null).Find("plain"));
    }
}
