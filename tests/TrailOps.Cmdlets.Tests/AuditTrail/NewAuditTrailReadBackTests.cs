using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TrailOps.LocalAws;
using TrailOps.LocalAws.Tests.Harness;
using TrailOps.LocalAws.World;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>What the real aws CLI reads back of a trail and its bucket is what was asked for.</summary>
public abstract partial class NewAuditTrailReadBackTests
{
    private const string Everything = "-ObjectLockDays 30 -ObjectLockMode Governance -RetentionDays 90 -S3KeyPrefix /pre/fix/ -SingleRegion -KmsKeyId $key "
        + "-EventSelector (New-AuditTrailEventSelector -S3Bucket tf-state -Prefix env/ -WriteOnly), (New-AuditTrailEventSelector -DynamoDBTable lock)";

    [Theory]
    [InlineData("us-east-1", null, "")]
    [InlineData("us-east-1", "BucketProfileName", Everything)]
    [InlineData("eu-west-1", null, Everything)]
    [InlineData("eu-west-1", "BucketCredential", "-Minimal")]
    [InlineData("us-gov-west-1", null, "-Minimal -S3KeyPrefix p")]
    [InlineData("us-gov-west-1", "BucketProfileName", "-ObjectLockDays 7")]
    [InlineData("cn-north-1", null, "-RetentionDays 400 -SingleRegion")]
    [InlineData("cn-north-1", "BucketCredential", Everything)]
    public async Task It_is_as_asked(string region, string? otherAccount, string options)
    {
        var partition = region switch { "cn-north-1" => "aws-cn", "us-gov-west-1" => "aws-us-gov", _ => "aws" };
        await using var accounts = await StartAsync(partition, otherAccount is not null);
        var (aws, other) = (accounts.Aws, accounts.Other);
        var bucketAccount = other?.AccountId ?? aws.AccountId;
        var bucket = $"evidence-{aws.AccountId}";
        var arn = $"arn:{partition}:cloudtrail:{region}:{aws.AccountId}:trail/evidence";
        var key = options.Contains("$key", StringComparison.Ordinal) ? await AddKeyAsync(accounts.Bucket(region), KeyPolicy(partition, bucketAccount, arn)) : null;
        using AwsCli cli = new(aws.Url, ("trail", aws.Keys), ("bucket", other?.Keys ?? aws.Keys));
        var more = otherAccount switch
        {
            null => "",
            "BucketProfileName" => "-BucketProfileName bucket -ProfileLocation $profiles",
            _ => "-BucketCredential @{ AccessKeyId = $id; SecretAccessKey = $secret; SessionToken = $token }",
        };
        var trail = Assert.Single(aws.Session.Run(
            $"$aws.Region = '{region}'; New-AuditTrail evidence {bucket} @aws {options} {more}",
            new { key, profiles = cli.Profiles, id = other?.Keys.AccessKeyId, secret = other?.Keys.SecretAccessKey, token = other?.Keys.SessionToken }).Clean());
        Assert.Equal((arn, true), (trail.Value("TrailARN"), trail.Value("IsLogging")));
        var answers = await cli.AskAsync(
            region,
            "cloudtrail describe-trails --no-include-shadow-trails --profile trail",
            "cloudtrail get-trail-status --name evidence --profile trail",
            "cloudtrail get-event-selectors --trail-name evidence --profile trail",
            $"s3api get-bucket-location --bucket {bucket} --profile bucket",
            $"s3api get-bucket-policy --bucket {bucket} --profile bucket",
            $"s3api get-public-access-block --bucket {bucket} --profile bucket",
            $"s3api get-bucket-ownership-controls --bucket {bucket} --profile bucket",
            $"s3api get-bucket-versioning --bucket {bucket} --profile bucket",
            $"s3api get-bucket-encryption --bucket {bucket} --profile bucket",
            $"s3api get-object-lock-configuration --bucket {bucket} --profile bucket",
            $"s3api get-bucket-lifecycle-configuration --bucket {bucket} --profile bucket");

        var isMinimal = options.Contains("-Minimal", StringComparison.Ordinal);
        var isEverything = options == Everything;
        var isLocked = options.Contains("-ObjectLockDays", StringComparison.Ordinal);
        var prefix = isEverything ? "pre/fix" : isMinimal && region == "us-gov-west-1" ? "p" : null;
        Same(
            new JsonObject
            {
                ["HomeRegion"] = region,
                ["IncludeGlobalServiceEvents"] = true,
                ["IsMultiRegionTrail"] = !options.Contains("-SingleRegion", StringComparison.Ordinal),
                ["KmsKeyId"] = key,
                ["LogFileValidationEnabled"] = !isMinimal,
                ["Name"] = "evidence",
                ["S3BucketName"] = bucket,
                ["S3KeyPrefix"] = prefix,
                ["TrailARN"] = arn,
            },
            Parts(answers[0]!["trailList"]!.AsArray().Single()!, "HomeRegion", "IncludeGlobalServiceEvents", "IsMultiRegionTrail", "KmsKeyId", "LogFileValidationEnabled", "Name", "S3BucketName", "S3KeyPrefix", "TrailARN"));
        Assert.True((bool)answers[1]!["IsLogging"]!);
        Same(isEverything ? JsonNode.Parse(Selectors(partition, region, aws.AccountId)) : null, answers[2]!["AdvancedEventSelectors"] is JsonArray { Count: > 0 } advanced ? advanced : null);
        Same(region == "us-east-1" ? null : JsonValue.Create(region), answers[3]!["LocationConstraint"]);
        Same(JsonNode.Parse(BucketPolicy(partition, bucket, prefix, aws.AccountId, arn, !isMinimal)), JsonNode.Parse(Mark().Replace((string)answers[4]!["Policy"]!, "MARK\"")));
        Same(JsonNode.Parse("""{"BlockPublicAcls":true,"BlockPublicPolicy":true,"IgnorePublicAcls":true,"RestrictPublicBuckets":true}"""), answers[5]!["PublicAccessBlockConfiguration"]);
        if (isMinimal)
        {
            Assert.Null(answers[7]?["Status"]);
            Assert.Equal(["ObjectLockConfigurationNotFoundError", "NoSuchLifecycleConfiguration"], answers.Skip(9).Select(answer => (string?)answer));
            return;
        }

        Same(JsonNode.Parse("""{"Rules":[{"ObjectOwnership":"BucketOwnerEnforced"}]}"""), answers[6]!["OwnershipControls"]);
        Assert.Equal("Enabled", (string?)answers[7]!["Status"]);
        var encryption = answers[8]!["ServerSideEncryptionConfiguration"]!["Rules"]!.AsArray().Single()!;
        Same(key is null ? new JsonObject { ["SSEAlgorithm"] = "AES256" } : new JsonObject { ["SSEAlgorithm"] = "aws:kms", ["KMSMasterKeyID"] = key }, encryption["ApplyServerSideEncryptionByDefault"]);
        Assert.Equal(key is not null, (bool)encryption["BucketKeyEnabled"]!);
        if (isLocked)
        {
            var retention = answers[9]!["ObjectLockConfiguration"]!["Rule"]!["DefaultRetention"]!;
            Assert.Equal(("Enabled", isEverything ? "GOVERNANCE" : "COMPLIANCE", isEverything ? 30 : 7), ((string?)answers[9]!["ObjectLockConfiguration"]!["ObjectLockEnabled"], (string?)retention["Mode"], (int)retention["Days"]!));
        }
        else
        {
            Assert.Equal("ObjectLockConfigurationNotFoundError", (string?)answers[9]);
        }

        if (options.Contains("-RetentionDays", StringComparison.Ordinal))
        {
            var (days, folder) = (isEverything ? 90 : 400, prefix is null ? "" : prefix + "/");
            Same(
                JsonNode.Parse($$$"""[{"ID":"TrailOps-Retention-evidence","Status":"Enabled","Filter":{"Prefix":"{{{folder}}}AWSLogs/{{{aws.AccountId}}}/"},"Expiration":{"Days":{{{days}}}},"NoncurrentVersionExpiration":{"NoncurrentDays":{{{days}}}},"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7}}]"""),
                answers[10]!["Rules"]);
        }
        else
        {
            Assert.Equal("NoSuchLifecycleConfiguration", (string?)answers[10]);
        }
    }

    private protected abstract Task<TwoAccounts> StartAsync(string partition, bool isOther);

    private static async Task<string> AddKeyAsync(AwsCaller owner, string policy) =>
        (string)(await owner.JsonAsync("kms", "CreateKey", new JsonObject { ["Policy"] = policy }.ToJsonString()))["KeyMetadata"]!["Arn"]!;

    private static string KeyPolicy(string partition, string account, string trail) => $$$$"""
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"AWS":"arn:{{{{partition}}}}:iam::{{{{account}}}}:root"},"Action":"kms:*","Resource":"*"},
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":["kms:GenerateDataKey*","kms:DescribeKey","kms:Decrypt"],"Resource":"*","Condition":{"StringEquals":{"aws:SourceArn":"{{{{trail}}}}"}}}]}
        """;

    private static string Selectors(string partition, string region, string account) => $$"""
        [
          {"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]},
          {"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"readOnly","Equals":["false"]},{"Field":"resources.ARN","StartsWith":["arn:{{partition}}:s3:::tf-state/env/"]}]},
          {"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::DynamoDB::Table"]},{"Field":"resources.ARN","Equals":["arn:{{partition}}:dynamodb:{{region}}:{{account}}:table/lock"]}]}]
        """;

    private static string BucketPolicy(string partition, string bucket, string? prefix, string account, string trail, bool isTlsOnly)
    {
        var arn = $"arn:{partition}:s3:::{bucket}";
        var folder = prefix is null ? "" : prefix + "/";
        var tls = isTlsOnly ? $$$$""",{"Sid":"TrailOpsDenyInsecureTransport","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["{{{{arn}}}}","{{{{arn}}}}/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}""" : "";
        return $$$$"""
            {"Version":"2012-10-17","Statement":[
              {"Sid":"TrailOpsAclCheckMARK","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"{{{{arn}}}}","Condition":{"StringEquals":{"aws:SourceArn":"{{{{trail}}}}"}}},
              {"Sid":"TrailOpsWriteMARK","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"{{{{arn}}}}/{{{{folder}}}}AWSLogs/{{{{account}}}}/*","Condition":{"StringEquals":{"aws:SourceArn":"{{{{trail}}}}","s3:x-amz-acl":"bucket-owner-full-control"}}}{{{{tls}}}}]}
            """;
    }

    private static JsonObject Parts(JsonNode whole, params string[] names) => new(names.Select(name => KeyValuePair.Create(name, whole[name]?.DeepClone())));

    private static void Same(JsonNode? expected, JsonNode? actual) => Assert.Equal(Text(expected), Text(actual));

    /// <summary>JSON with its members in order; a list of one is the one, for policies may say it both ways.</summary>
    private static string Text(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject item => $"{{{string.Join(", ", item.Where(member => member.Value is not null).OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}: {Text(member.Value)}"))}}}",
        JsonArray { Count: 1 } one => Text(one[0]),
        JsonArray many => $"[{string.Join(", ", many.Select(Text))}]",
        _ => node.ToJsonString(),
    };

    /// <summary>What tells the statements of trails of one name apart.</summary>
    [GeneratedRegex("(?<=TrailOps(AclCheck|Write))[0-9A-F]{8}\"")]
    private static partial Regex Mark();

    /// <summary>The trail's account, and that of the bucket where it is another.</summary>
    private protected sealed record TwoAccounts(Account Aws, Account? Other, params IAsyncDisposable[] Owned) : IAsyncDisposable
    {
        /// <summary>The one who makes keys in the bucket's account.</summary>
        public AwsCaller Bucket(string region) => new(Aws.Url, (Other ?? Aws).Keys, region);

        public async ValueTask DisposeAsync()
        {
            foreach (var one in Owned)
            {
                await one.DisposeAsync();
            }
        }
    }

    private protected sealed record Account(Session Session, Uri Url, string AccountId, KeyPair Keys);

    public sealed class OnLocalAws : NewAuditTrailReadBackTests
    {
        private protected override async Task<TwoAccounts> StartAsync(string partition, bool isOther)
        {
            var aws = await LocalAwsSession.StartAsync(new LocalAwsOptions { Accounts = [("111122223333", partition), ("444455556666", partition)] });
            Account[] accounts = [.. aws.Server.World.Accounts.Select(account => new Account(aws.Session, aws.Server.Url, account.Id, account.AddUser("admin", AwsUnderTest.Admin)))];
            return new TwoAccounts(accounts[0], isOther ? accounts[1] : null, aws);
        }
    }

    public sealed class OnMoto(Moto moto) : NewAuditTrailReadBackTests
    {
        private protected override async Task<TwoAccounts> StartAsync(string partition, bool isOther)
        {
            var aws = await moto.OpenAsync(null);
            var other = isOther ? await moto.OpenAsync(null) : null;
            return new TwoAccounts(Of(aws), other is null ? null : Of(other), [aws, .. other is null ? Array.Empty<IAsyncDisposable>() : [other]]);
        }

        private static Account Of(AwsUnderTest aws) => new(aws.Session, aws.Url, aws.AccountId, aws.Keys);
    }
}
