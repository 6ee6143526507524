using System.Collections.Concurrent;

namespace TrailOps.LocalAws.Iam;

/// <summary>
/// Some of the policies that AWS manages. AdministratorAccess is as AWS has it; the others allow what they are known for in fewer words:
/// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
/// </summary>
internal static class AwsManagedPolicies
{
    private static readonly (string Path, string Name, string Document)[] Table =
    [
        ("/", "AdministratorAccess", Allow("*")),
        ("/", "PowerUserAccess", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"}]}"""),
        ("/", "ReadOnlyAccess", Allow("cloudtrail:Describe*", "cloudtrail:Get*", "cloudtrail:List*", "cloudtrail:LookupEvents", "ec2:Describe*", "ec2:Get*", "iam:Get*", "iam:List*", "iam:Simulate*", "s3:Get*", "s3:List*", "sts:GetAccessKeyInfo")),
        ("/", "SecurityAudit", Allow("cloudtrail:Describe*", "cloudtrail:GetEventSelectors", "cloudtrail:GetInsightSelectors", "cloudtrail:GetTrail", "cloudtrail:GetTrailStatus", "cloudtrail:ListTags", "cloudtrail:ListTrails", "cloudtrail:LookupEvents", "ec2:Describe*", "iam:GenerateCredentialReport", "iam:Get*", "iam:List*", "iam:SimulateCustomPolicy", "iam:SimulatePrincipalPolicy", "s3:GetAccountPublicAccessBlock", "s3:GetBucket*", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration", "s3:ListAllMyBuckets", "s3:ListBucket")),
        ("/", "IAMFullAccess", Allow("iam:*", "organizations:DescribeAccount", "organizations:ListPolicies")),
        ("/", "IAMReadOnlyAccess", Allow("iam:GenerateCredentialReport", "iam:Get*", "iam:List*", "iam:SimulateCustomPolicy", "iam:SimulatePrincipalPolicy")),
        ("/", "AmazonS3FullAccess", Allow("s3:*", "s3-object-lambda:*")),
        ("/", "AmazonS3ReadOnlyAccess", Allow("s3:Get*", "s3:List*", "s3:Describe*")),
        ("/", "AmazonEC2ReadOnlyAccess", Allow("ec2:Describe*", "ec2:Get*")),
        ("/", "AWSCloudTrail_FullAccess", Allow("cloudtrail:*", "s3:CreateBucket", "s3:PutBucketPolicy", "s3:ListAllMyBuckets", "s3:GetBucketPolicy")),
        ("/", "AWSCloudTrail_ReadOnlyAccess", Allow("cloudtrail:Get*", "cloudtrail:Describe*", "cloudtrail:List*", "cloudtrail:LookupEvents")),
        ("/job-function/", "ViewOnlyAccess", Allow("cloudtrail:DescribeTrails", "cloudtrail:LookupEvents", "ec2:Describe*", "iam:List*", "s3:ListAllMyBuckets", "s3:ListBucket")),
        ("/service-role/", "AWSLambdaBasicExecutionRole", Allow("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")),
        ("/aws-service-role/", "CloudTrailServiceRolePolicy", Allow("cloudtrail:*", "organizations:DescribeAccount", "organizations:DescribeOrganization")),
    ];

    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, ManagedPolicy>> ByPartition = new(StringComparer.Ordinal);

    public static IEnumerable<ManagedPolicy> All(string partition) => Of(partition).Values;

    public static ManagedPolicy? Find(string partition, string arn) => Of(partition).GetValueOrDefault(arn);

    private static IReadOnlyDictionary<string, ManagedPolicy> Of(string partition) => ByPartition.GetOrAdd(partition, static name => Table
        .Select(row => new ManagedPolicy($"arn:{name}:iam::aws:policy{row.Path}{row.Name}", row.Name, row.Path, row.Document, DateTimeOffset.UnixEpoch))
        .ToDictionary(policy => policy.Arn, StringComparer.Ordinal));

    private static string Allow(params string[] actions) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{string.Join(',', actions.Select(action => $"\"{action}\""))}}],"Resource":"*"}]}""";
}
