using System.Text.Json;

namespace TrailOps.LocalAws.Tests.Harness;

/// <summary>Documents for tests.</summary>
internal static class Policies
{
    public static string Allow(params string[] actions) => Statement("Allow", "*", actions);

    public static string Deny(params string[] actions) => Statement("Deny", "*", actions);

    public static string Statement(string effect, string resource, params string[] actions) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Sid":"One","Effect":"{{effect}}","Action":{{JsonSerializer.Serialize(actions)}},"Resource":"{{resource}}"}]}""";

    public static string Trust(string principal, string more = "", string actions = "\"sts:AssumeRole\"") =>
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal + ",\"Action\":[" + actions + "]" + more + "}]}";

    /// <summary>A key's policy of one statement.</summary>
    public static string Key(string principal, string action, string more = "") =>
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal + "\"},\"Action\":\"" + action + "\",\"Resource\":\"*\"" + more + "}]}";

    /// <summary>A key's policy for one trail, as the CloudTrail user guide has it: the account manages it, CloudTrail encrypts, who reads trails may decrypt.</summary>
    public static string TrailKey(string trail) => $$$$"""
        {"Version":"2012-10-17","Statement":[
          {"Sid":"Manage","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"NotAction":["kms:Decrypt","kms:GenerateDataKey"],"Resource":"*"},
          {"Sid":"Encrypt","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"kms:GenerateDataKey*","Resource":"*",
           "Condition":{"StringEquals":{"aws:SourceArn":"{{{{trail}}}}"},"StringLike":{"kms:EncryptionContext:aws:cloudtrail:arn":"arn:aws:cloudtrail:*:111122223333:trail/*"}}},
          {"Sid":"Describe","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"kms:DescribeKey","Resource":"*","Condition":{"StringEquals":{"aws:SourceArn":"{{{{trail}}}}"}}},
          {"Sid":"Read","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:Decrypt","Resource":"*","Condition":{"Null":{"kms:EncryptionContext:aws:cloudtrail:arn":"false"}}}]}
        """;

    /// <summary>What CloudTrail needs of a bucket.</summary>
    public static string Trail(string bucket, string root) => $$$$"""
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::{{{{bucket}}}}"},
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::{{{{bucket}}}}/{{{{root}}}}/*",
           "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"}}}]}
        """;
}
