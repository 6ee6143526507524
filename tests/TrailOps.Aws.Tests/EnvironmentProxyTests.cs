using System.Net;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

public sealed class EnvironmentProxyTests
{
    [Theory]
    [InlineData("https://sts.amazonaws.com", "HTTPS_PROXY=http://proxy:3128", "http://proxy:3128/")]
    [InlineData("https://sts.amazonaws.com", "https_proxy=proxy:3128", "http://proxy:3128/")]
    [InlineData("https://sts.amazonaws.com", "HTTP_PROXY=http://proxy:3128", null)]
    [InlineData("https://sts.amazonaws.com", "ALL_PROXY=http://proxy:3128", "http://proxy:3128/")]
    [InlineData("http://sts.amazonaws.com", "HTTP_PROXY=http://proxy:3128", "http://proxy:3128/")]
    [InlineData("https://sts.amazonaws.com", "HTTPS_PROXY=http://proxy:3128 NO_PROXY=example.com,.amazonaws.com", null)]
    [InlineData("https://sts.amazonaws.com", "HTTPS_PROXY=http://proxy:3128 NO_PROXY=amazonaws.com", null)]
    [InlineData("https://sts.amazonaws.com", "HTTPS_PROXY=http://proxy:3128 NO_PROXY=aws.com", "http://proxy:3128/")]
    [InlineData("https://sts.amazonaws.com", "HTTPS_PROXY=http://proxy:3128 no_proxy=*", null)]
    [InlineData("http://127.0.0.1:4566", "HTTP_PROXY=http://proxy:3128", null)]
    [InlineData("http://localhost:4566", "HTTP_PROXY=http://proxy:3128", null)]
    [InlineData("https://sts.amazonaws.com", "HTTPS_PROXY=::", null)]
    public void The_environment_names_the_proxy(string destination, string given, string? proxy)
    {
        var variables = given.Split(' ').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var subject = new EnvironmentProxy(new AwsEnvironment(variables.GetValueOrDefault, () => ""), new WebProxy());
        var uri = new Uri(destination);
        Assert.Equal(proxy, subject.GetProxy(uri) is { } found && found != uri ? found.ToString() : null);
        Assert.Equal(proxy is null, subject.IsBypassed(uri));
    }

    // The HTTP client takes Credentials once, before it asks for any proxy.
    [Theory]
    [InlineData("http://me:p%40ss@proxy:3128", "http://proxy:3128", "me p@ss")]
    [InlineData("http://me@proxy:3128", "http://proxy:3128", "me ")]
    [InlineData("http://me:p%40ss@proxy:3128", "http://other:3128", "")]
    [InlineData("http://proxy:3128", "http://proxy:3128", "")]
    public void Its_user_and_password_are_taken(string given, string asked, string known)
    {
        string? variable = null;
        var subject = new EnvironmentProxy(new AwsEnvironment(name => name == "https_proxy" ? variable : null, () => ""), new WebProxy());
        var credentials = subject.Credentials!;
        variable = given;
        Assert.Equal("http://proxy:3128/", subject.GetProxy(new Uri("https://sts.amazonaws.com"))!.ToString());
        var found = credentials.GetCredential(new Uri(asked), "Basic");
        Assert.Equal(known, found is null ? "" : $"{found.UserName} {found.Password}");
    }
}
