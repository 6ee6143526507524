using System.Management.Automation;
using TrailOps.LocalAws;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>DataStoreEncryption: all stores of the home region, those that don't count, and those that nobody tells of.</summary>
public sealed class AuditTrailStoreTests
{
    [Fact]
    public async Task All_stores_of_the_region_count_but_those_that_go()
    {
        await using var aws = await Evidence.StartAsync();
        var account = aws.Server.World.Account;
        Assert.Equal((true, "There are none in us-east-1.", null), Check(aws));

        // More than a page of them, and one elsewhere.
        var key = account.AddKey("us-east-1", Evidence.StoreKeyPolicy);
        foreach (var number in Enumerable.Range(1, 12))
        {
            account.AddEventDataStore("us-east-1", $"lake-{number}", key);
        }

        account.AddEventDataStore("eu-west-1", "elsewhere");
        Assert.Equal((true, "All 12 in us-east-1 have one.", null), Check(aws));

        // One is gone when its turn comes.
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "GetEventDataStore", Status = 400, Code = "EventDataStoreNotFoundException", Message = "gone", Times = 1 });
        Assert.Equal((true, "All 11 in us-east-1 have one.", null), Check(aws));

        var (old, going) = (account.AddEventDataStore("us-east-1", "old"), account.AddEventDataStore("us-east-1", "going"));
        Assert.Equal((false, "going, old in us-east-1: no key of a customer.", $"{Mend(going)}; {Mend(old)}"), Check(aws));
        foreach (var store in new[] { going, old })
        {
            await aws.Root().TrailAsync("UpdateEventDataStore", $$"""{"EventDataStore":"{{store}}","TerminationProtectionEnabled":false}""");
            await aws.Root().TrailAsync("DeleteEventDataStore", $$"""{"EventDataStore":"{{store}}"}""");
        }

        Assert.Equal((true, "All 12 in us-east-1 have one.", null), Check(aws));

        static string Mend(string store) => $"aws cloudtrail update-event-data-store --region us-east-1 --event-data-store '{store}' --kms-key-id <ARN of a key for stores>";
    }

    [Fact]
    public async Task One_that_may_not_be_read_may_be_without_a_key()
    {
        await using var aws = await Evidence.StartAsync();
        var account = aws.Server.World.Account;
        var (mine, other) = (account.AddEventDataStore("us-east-1", "mine", account.AddKey("us-east-1")), account.AddEventDataStore("us-east-1", "other"));
        var keys = account.AddUser("auditor", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"cloudtrail:GetEventDataStore","Resource":"{{other}}"}]}""");
        var (passed, evidence, remedy) = Check(aws, "@at", new { id = keys.AccessKeyId, secret = keys.SecretAccessKey });
        Assert.Equal((null, null), (passed, remedy));
        Assert.StartsWith("AccessDenied", evidence, StringComparison.Ordinal);
        Assert.Contains(other, evidence, StringComparison.Ordinal);
        Assert.EndsWith("(cloudtrail:GetEventDataStore).", evidence, StringComparison.Ordinal);
        Assert.DoesNotContain(mine, evidence, StringComparison.Ordinal);

        // CloudTrail Lake is closed to new customers, and not everywhere.
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "ListEventDataStores", Status = 400, Code = "UnsupportedOperationException", Message = "Not here" });
        Assert.Equal((null, "UnsupportedOperationException: Not here (cloudtrail:ListEventDataStores).", null), Check(aws));
    }

    [Fact]
    public async Task Stores_of_the_account_of_an_organisation_s_trail_are_not_a_member_s()
    {
        await using var aws = await LocalAwsSession.StartAsync(new LocalAwsOptions { Accounts = [("111122223333", "aws"), ("444455556666", "aws")] });
        var (management, member) = (aws.Server.World.Accounts.Last(), aws.Server.World.Account);
        aws.Server.World.AddOrganization("o-a1b2c3d4e5", management, member);
        var arn = management.AddTrail("whole", "logs-of-all", isOrganization: true);
        member.AddEventDataStore("us-east-1", "ours");
        var keys = management.AddUser("auditor", AwsUnderTest.Admin);
        Assert.Equal((null, "The trail is of 444455556666, and what is there is not told to 111122223333.", null), Check(aws, "@aws", name: arn));
        Assert.Equal((true, "There are none in us-east-1.", null), Check(aws, "@at", new { id = keys.AccessKeyId, secret = keys.SecretAccessKey }, arn));
    }

    private static (object? Passed, string Evidence, object? Remedy) Check(LocalAwsSession aws, string how = "@aws", object? keys = null, string name = "evidence")
    {
        PSObject check = Assert.Single(aws.Run($"$at = @{{ AccessKey = $id; SecretKey = $secret; Region = 'us-east-1'; EndpointUrl = $aws.EndpointUrl }}; Test-AuditTrail '{name}' -Id DataStoreEncryption {how}", keys ?? new { id = "", secret = "" }).Clean());
        return (check.Value("Passed"), (string)check.Value("Evidence")!, check.Value("Remedy"));
    }
}
