using System.Collections;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Compare-RolePolicy, as a script uses it.</summary>
public sealed class CompareRolePolicyTests : IDisposable
{
    private const string One = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["s3:GetObject","s3:DeleteObject"],"Resource":"arn:aws:s3:::b/*"}}""";
    private const string Other = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:PutObject","s3:GetObject"],"Resource":"arn:aws:s3:::b/*"},{"Effect":"Deny","Action":"iam:CreateUser","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":false}}}]}""";

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Compare-RolePolicy $one $other")]
    [InlineData("Compare-RolePolicy -ReferenceObject $one -DifferenceObject $other")]
    [InlineData("$other | Compare-RolePolicy $one")]
    [InlineData("Compare-RolePolicy ([pscustomobject] @{ PolicyDocument = [uri]::EscapeDataString($one) }) $other")]
    [InlineData("$none, $other | Compare-RolePolicy $one")]
    public void What_comes_and_goes_comes_out(string command) => Assert.Equal(
        ["- s3:DeleteObject on arn:aws:s3:::b/*", "+ s3:PutObject on arn:aws:s3:::b/*", "+ deny iam:CreateUser on * if Bool aws:SecureTransport = false"],
        Run(command).Clean().Select(row => row.ToString()));

    [Theory]
    [InlineData("Compare-RolePolicy $one $one")]
    [InlineData("Compare-RolePolicy $one, $other $other, $one, $none")]
    public void The_same_meaning_gives_nothing(string command) => Assert.Empty(Run(command).Clean());

    [Fact]
    public void Rows_tell_level_and_condition()
    {
        var rows = Run("Compare-RolePolicy $one $other").Clean();
        Assert.Equal(["Removed Write", "Added Write", "Added Write"], rows.Select(row => $"{row.Value("Change")} {row.Value("AccessLevel")}"));
        Assert.Equal("arn:aws:s3:::b/*", Assert.Single(rows[0].Value<IEnumerable>("Resource").Cast<object>()));
        Assert.Equal([null, null, "Bool aws:SecureTransport = false"], rows.Select(row => row.Value("Condition")));
    }

    [Fact]
    public void A_policy_that_cannot_be_read_ends_the_command()
    {
        var error = Assert.Single(Run("Compare-RolePolicy $one '[1]'").Errors);
        Assert.Equal(("PolicyNotReadable,TrailOps.Cmdlets.CompareRolePolicyCommand", "[1]"), (error.FullyQualifiedErrorId, error.TargetObject?.ToString()));
    }

    private RunResult Run(string script) => _session.Run(script, new { one = One, other = Other, none = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/x"}}""" });
}
