using System.Text;
using TrailOps.LocalAws.Faults;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>What tests begin with: buckets, objects and trails made without a request; and what AWS says about them.</summary>
public sealed class SetupTests
{
    [Fact]
    public async Task A_trail_delivers_what_is_put_into_the_history()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var arn = server.World.Account.AddTrail("management", "logs-of-team", "eu-central-1", prefix: "pre/fix");
        Assert.Equal("arn:aws:cloudtrail:eu-central-1:111122223333:trail/management", arn);
        server.World.AddEvent($$"""{"eventID":"one","eventTime":"{{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ssZ}}","recipientAccountId":"111122223333","awsRegion":"eu-west-1","eventSource":"s3.amazonaws.com","eventName":"CreateBucket","readOnly":false}""");
        Assert.Empty(server.World.Account.Objects("logs-of-team"));
        server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.StartsWith("pre/fix/AWSLogs/111122223333/CloudTrail/eu-west-1/", Assert.Single(server.World.Account.Objects("logs-of-team")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_come_and_go()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        account.AddBucket("logs-of-team", "eu-west-1");
        account.AddObject("logs-of-team", "a/b", Encoding.UTF8.GetBytes("text"));
        AwsCaller root = new(server, server.RootKeys);
        Assert.Equal("text", await root.S3Async(HttpMethod.Get, "/logs-of-team/a/b"));
        account.RemoveObject("logs-of-team", "a/b");
        Assert.Equal("NoSuchKey", (await Assert.ThrowsAsync<AwsError>(() => root.S3Async(HttpMethod.Get, "/logs-of-team/a/b"))).Code);
        Assert.Throws<ArgumentException>(() => account.AddObject("nowhere", "a", []));
    }

    [Theory]
    [InlineData("requester", null)]
    [InlineData("", "AccessDenied")]
    public async Task Readers_of_a_bucket_that_has_them_pay_say_so(string payer, string? code)
    {
        await using var server = await LocalAwsServer.StartAsync();
        const string Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::logs-of-team","arn:aws:s3:::logs-of-team/*"]}}""";
        server.World.AddAccount("999988887777").AddBucket("logs-of-team", "eu-west-1", Policy, isRequesterPays: true);
        AwsCaller root = new(server, server.RootKeys);
        (string, string)[] headers = payer.Length > 0 ? [("x-amz-request-payer", payer)] : [];
        var error = await Record.ExceptionAsync(() => root.S3Async(HttpMethod.Get, "/logs-of-team?list-type=2", "", headers));
        Assert.Equal(code, (error as AwsError)?.Code);

        // The owner need not.
        AwsCaller owner = new(server, server.World.Accounts.Last().RootKeys);
        await owner.S3Async(HttpMethod.Get, "/logs-of-team?list-type=2");
        Assert.Contains("<Payer>Requester</Payer>", await owner.S3Async(HttpMethod.Get, "/logs-of-team?requestPayment"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_that_is_not_enabled_knows_no_key()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "il-central-1");
        Assert.Equal("UnrecognizedClientException", (await Assert.ThrowsAsync<AwsError>(() => root.TrailAsync("LookupEvents"))).Code);
    }

    [Fact]
    public async Task A_fault_may_say_what_it_wants()
    {
        await using var server = await LocalAwsServer.StartAsync();
        server.World.Account.AddBucket("logs-of-team", "eu-west-1");
        server.Faults.Add(new Fault(FaultKind.Error) { Status = 403, Code = "AccessDenied", Message = "not authorized to perform: kms:Decrypt" });
        AwsCaller root = new(server, server.RootKeys);
        Assert.Contains("kms:Decrypt", (await Assert.ThrowsAsync<AwsError>(() => root.S3Async(HttpMethod.Get, "/logs-of-team?list-type=2"))).Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Log.OpenCount);
    }
}
