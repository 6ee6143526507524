namespace TrailOps.Cmdlets.Tests;

/// <summary>What Tab offers in a console.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-RoleEvents -EventSource s3", "s3.amazonaws.com", "lambda.amazonaws.com")]
    [InlineData("Get-RoleEvents -EventSource lamb", "lambda.amazonaws.com", "s3.amazonaws.com")]
    [InlineData("Get-RoleEvents -EventSource s3.amazonaws.com, lamb", "lambda.amazonaws.com", "s3.amazonaws.com")]
    [InlineData("Get-RoleEvents -EventSource 'lamb", "lambda.amazonaws.com", "s3.amazonaws.com")]
    [InlineData("Get-RoleEvents -EventName CreateB", "CreateBucket", "CreateFunction")]
    [InlineData("Get-RoleEvents -EventSource s3 -EventName ", "CreateBucket", "CreateFunction20150331")]
    [InlineData("Get-RoleEvents -EventSource s3.amazonaws.com -EventName CreateB", "CreateBucket", "CreateBackupPlan")]
    [InlineData("Get-RoleEvents -EventSource s3, lambda -EventName CreateF", "CreateFunction20150331", "CreateBucket")]
    [InlineData("Get-RoleEvents -EventSource s* -EventName CreateB", "CreateBucket", "CreateFunction20150331")]
    [InlineData("Get-RoleEvents -Outcome ", "AccessDenied", "List")]
    [InlineData("Get-RoleEvents -Region eu-", "eu-central-1", "us-east-1")]
    [InlineData("Get-RoleEvents -Region central", "eu-central-1", "us-east-1")]
    [InlineData("Get-RoleEvents -Region eu-central-1, us-", "us-east-1", "eu-central-1")]
    [InlineData("Get-RoleEvent -Region eu-", "eu-central-1", "us-east-1")]
    [InlineData("Get-IamAction s", "s3:", "s3:GetObject")]
    [InlineData("Get-IamAction s3:GetObj", "s3:GetObject", "s3:PutObject")]
    [InlineData("Get-IamAction S3:getobj", "s3:GetObject", "s3:PutObject")]
    [InlineData("Get-IamAction -Service s3 -Name GetObj", "s3:GetObject", "s3:PutObject")]
    [InlineData("Get-IamAction -Service lamb", "lambda", "s3")]
    [InlineData("Get-IamAction -AccessLevel P", "PermissionsManagement", "List")]
    [InlineData("Get-IamAction -EventSource dynamo", "dynamodb.amazonaws.com", "s3.amazonaws.com")]
    [InlineData("Get-IamAction -EventSource dynamodb -EventName De", "DescribeTable", "DescribeVpcs")]
    public void Tab_offers_what_fits(string line, string offered, string notOffered)
    {
        var texts = Complete.Texts(_session, line);
        Assert.Contains(offered, texts);
        Assert.DoesNotContain(notOffered, texts);
    }

    [Fact]
    public void What_begins_with_the_text_comes_before_what_holds_it()
    {
        var texts = Complete.Texts(_session, "Get-RoleEvents -EventSource s3").ToList();
        Assert.True(texts.FindIndex(text => text.StartsWith("s3", StringComparison.Ordinal)) == 0);
        Assert.Equal(texts, texts.Distinct());
    }

    [Theory]
    [InlineData("Get-RoleEvents -EventSource nothing-like-it")]
    [InlineData("Get-RoleEvents -EventSource '")]
    [InlineData("Get-RoleEvents -EventName [")]
    [InlineData("Get-RoleEvents -EventSource $x -EventName Cr")]
    [InlineData("Get-RoleEvents -EventSource @{} -EventName Cr")]
    [InlineData("Get-IamAction nope:")]
    [InlineData("Get-IamAction -Service nope -Name G")]
    [InlineData("Get-IamAction -Service '[' -Name G")]
    public void Odd_texts_do_no_harm(string line)
    {
        Assert.NotNull(Complete.Texts(_session, line));
        Assert.Empty(_session.Run("$Error").Output);
    }
}
