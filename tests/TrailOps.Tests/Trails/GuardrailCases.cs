using TrailOps.PolicyOracle;

namespace TrailOps.Tests.Trails;

/// <summary>What is tried against a trail and what goes on beside it, line by line. ARNs are of the partition aws; other partitions get theirs.</summary>
internal static class GuardrailCases
{
    public const string Account = "111122223333";
    public const string BucketAccount = "444455556666";
    public const string Trail = $"arn:aws:cloudtrail:eu-central-1:{Account}:trail/audit";
    public const string Key = $"arn:aws:kms:eu-central-1:{Account}:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    public const string LogGroup = $"arn:aws:logs:eu-central-1:{Account}:log-group:audit:*";
    public const string Topic = $"arn:aws:sns:eu-central-1:{Account}:audit";
    public const string BreakGlass = $"arn:aws:iam::{Account}:role/BreakGlass";

    /// <summary>Action, resource, and which documents stop it, each by itself: scp, bucket, key.</summary>
    private const string AttackTable = """
        cloudtrail:DeleteTrail                  arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit                                    scp
        cloudtrail:StopLogging                  arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit                                    scp
        cloudtrail:UpdateTrail                  arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit                                    scp
        cloudtrail:PutEventSelectors            arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit                                    scp
        cloudtrail:PutInsightSelectors          arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit                                    scp
        cloudtrail:PutEventConfiguration        arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit                                    scp
        cloudtrail:AddTags                      arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit                                    scp
        cloudtrail:RemoveTags                   arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit                                    scp
        cloudtrail:DeleteEventDataStore         arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/ee54f254-e4a1-4c2b-8b2d-1c9f5a  scp
        cloudtrail:UpdateEventDataStore         arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/ee54f254-e4a1-4c2b-8b2d-1c9f5a     scp
        cloudtrail:StopEventDataStoreIngestion  arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/ee54f254-e4a1-4c2b-8b2d-1c9f5a  scp
        cloudtrail:PutInsightSelectors          arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/ee54f254-e4a1-4c2b-8b2d-1c9f5a  scp
        cloudtrail:PutEventConfiguration        arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/ee54f254-e4a1-4c2b-8b2d-1c9f5a  scp
        s3:DeleteBucket                         arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:DeleteBucketPolicy                   arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutBucketPolicy                      arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutLifecycleConfiguration            arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutBucketVersioning                  arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutBucketObjectLockConfiguration     arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutBucketPublicAccessBlock           arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutEncryptionConfiguration           arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutBucketLogging                     arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutBucketOwnershipControls           arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutBucketAcl                         arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutBucketNotification                arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutBucketRequestPayment              arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutBucketTagging                     arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutBucketWebsite                     arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutReplicationConfiguration          arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PauseReplication                     arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutIntelligentTieringConfiguration   arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:PutBucketAbac                        arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:TagResource                          arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:UntagResource                        arn:aws:s3:::audit-logs                                                                     scp bucket
        s3:CreateBucket                         arn:aws:s3:::audit-logs                                                                     scp
        s3:DeleteObject                         arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:DeleteObjectVersion                  arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:PutObject                            arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:PutObjectAcl                         arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:PutObjectTagging                     arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:DeleteObjectTagging                  arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:PutObjectVersionTagging              arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:PutObjectRetention                   arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:PutObjectLegalHold                   arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:BypassGovernanceRetention            arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:UpdateObjectEncryption               arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:AbortMultipartUpload                 arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:ReplicateObject                      arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:ReplicateDelete                      arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:ObjectOwnerOverrideToBucketOwner     arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz   scp bucket
        s3:PutAccountPublicAccessBlock          *                                                                                           scp
        kms:ScheduleKeyDeletion                 arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab              scp key
        kms:DisableKey                          arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab              scp key
        kms:PutKeyPolicy                        arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab              scp key
        kms:DeleteImportedKeyMaterial           arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab              scp key
        kms:ImportKeyMaterial                   arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab              scp key
        kms:DisableKeyRotation                  arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab              scp key
        kms:TagResource                         arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab              scp key
        kms:UntagResource                       arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab              scp key
        kms:UpdatePrimaryRegion                 arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab              scp key
        logs:DeleteLogGroup                     arn:aws:logs:eu-central-1:111122223333:log-group:audit:*                                    scp
        logs:DeleteLogGroup                     arn:aws:logs:eu-central-1:111122223333:log-group:audit                                      scp
        logs:DeleteLogStream                    arn:aws:logs:eu-central-1:111122223333:log-group:audit:log-stream:111122223333_CloudTrail_eu-central-1  scp
        logs:PutRetentionPolicy                 arn:aws:logs:eu-central-1:111122223333:log-group:audit:*                                    scp
        logs:DeleteMetricFilter                 arn:aws:logs:eu-central-1:111122223333:log-group:audit:*                                    scp
        logs:PutMetricFilter                    arn:aws:logs:eu-central-1:111122223333:log-group:audit:*                                    scp
        logs:DeleteSubscriptionFilter           arn:aws:logs:eu-central-1:111122223333:log-group:audit:*                                    scp
        logs:PutSubscriptionFilter              arn:aws:logs:eu-central-1:111122223333:log-group:audit:*                                    scp
        logs:AssociateKmsKey                    arn:aws:logs:eu-central-1:111122223333:log-group:audit:*                                    scp
        logs:DisassociateKmsKey                 arn:aws:logs:eu-central-1:111122223333:log-group:audit:*                                    scp
        logs:PutDataProtectionPolicy            arn:aws:logs:eu-central-1:111122223333:log-group:audit:*                                    scp
        logs:PutLogGroupDeletionProtection      arn:aws:logs:eu-central-1:111122223333:log-group:audit:*                                    scp
        logs:PutTransformer                     arn:aws:logs:eu-central-1:111122223333:log-group:audit:*                                    scp
        sns:DeleteTopic                         arn:aws:sns:eu-central-1:111122223333:audit                                                 scp
        sns:SetTopicAttributes                  arn:aws:sns:eu-central-1:111122223333:audit                                                 scp
        sns:AddPermission                       arn:aws:sns:eu-central-1:111122223333:audit                                                 scp
        sns:RemovePermission                    arn:aws:sns:eu-central-1:111122223333:audit                                                 scp
        sns:PutDataProtectionPolicy             arn:aws:sns:eu-central-1:111122223333:audit                                                 scp
        sns:Unsubscribe                         arn:aws:sns:eu-central-1:111122223333:audit                                                 scp
        sns:Unsubscribe                         arn:aws:sns:eu-central-1:111122223333:audit:8a21d249-4329-4871-acc6-7be709c6ea7f            scp
        sns:SetSubscriptionAttributes           arn:aws:sns:eu-central-1:111122223333:audit:8a21d249-4329-4871-acc6-7be709c6ea7f            scp
        iam:UpdateAssumeRolePolicy              arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:CreateRole                          arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:DeleteRole                          arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:UpdateRole                          arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:UpdateRoleDescription               arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:AttachRolePolicy                    arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:DetachRolePolicy                    arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:PutRolePolicy                       arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:DeleteRolePolicy                    arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:PutRolePermissionsBoundary          arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:DeleteRolePermissionsBoundary       arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:TagRole                             arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:UntagRole                           arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        iam:PassRole                            arn:aws:iam::111122223333:role/BreakGlass                                                   scp
        organizations:LeaveOrganization         *                                                                                           scp
        account:CloseAccount                    *                                                                                           scp
        """;

    /// <summary>Action and resource that everybody in the account goes on with.</summary>
    private const string WorkTable = """
        cloudtrail:StartLogging                 arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit
        cloudtrail:GetTrailStatus               arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit
        cloudtrail:GetEventSelectors            arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit
        cloudtrail:DescribeTrails               *
        cloudtrail:LookupEvents                 *
        cloudtrail:CreateTrail                  arn:aws:cloudtrail:eu-central-1:111122223333:trail/team
        cloudtrail:StopLogging                  arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit2
        cloudtrail:DeleteTrail                  arn:aws:cloudtrail:us-east-1:111122223333:trail/audit
        cloudtrail:AddTags                      arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/ee54f254-e4a1-4c2b-8b2d-1c9f5a
        cloudtrail:CreateEventDataStore         arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/ee54f254-e4a1-4c2b-8b2d-1c9f5a
        cloudtrail:StartQuery                   arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/ee54f254-e4a1-4c2b-8b2d-1c9f5a
        s3:GetObject                            arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz
        s3:GetObjectVersion                     arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz
        s3:GetObjectRetention                   arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz
        s3:RestoreObject                        arn:aws:s3:::audit-logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/30/a.json.gz
        s3:ListBucket                           arn:aws:s3:::audit-logs
        s3:ListBucketVersions                   arn:aws:s3:::audit-logs
        s3:GetBucketPolicy                      arn:aws:s3:::audit-logs
        s3:GetLifecycleConfiguration            arn:aws:s3:::audit-logs
        s3:GetBucketObjectLockConfiguration     arn:aws:s3:::audit-logs
        s3:ListAllMyBuckets                     *
        s3:PutBucketPolicy                      arn:aws:s3:::audit-logs-of-app
        s3:DeleteObject                         arn:aws:s3:::audit-logs-of-app/a
        s3:PutObject                            arn:aws:s3:::app/audit-logs/a
        s3:DeleteBucket                         arn:aws:s3:::app
        kms:Decrypt                             arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
        kms:DescribeKey                         arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
        kms:GetKeyPolicy                        arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
        kms:EnableKey                           arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
        kms:CancelKeyDeletion                   arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
        kms:EnableKeyRotation                   arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
        kms:ScheduleKeyDeletion                 arn:aws:kms:eu-central-1:111122223333:key/aaaaaaaa-12ab-34cd-56ef-1234567890ab
        kms:PutKeyPolicy                        arn:aws:kms:eu-central-1:111122223333:key/aaaaaaaa-12ab-34cd-56ef-1234567890ab
        logs:FilterLogEvents                    arn:aws:logs:eu-central-1:111122223333:log-group:audit:*
        logs:CreateLogStream                    arn:aws:logs:eu-central-1:111122223333:log-group:audit:log-stream:111122223333_CloudTrail_eu-central-1
        logs:PutLogEvents                       arn:aws:logs:eu-central-1:111122223333:log-group:audit:log-stream:111122223333_CloudTrail_eu-central-1
        logs:DeleteLogGroup                     arn:aws:logs:eu-central-1:111122223333:log-group:audit2:*
        sns:Subscribe                           arn:aws:sns:eu-central-1:111122223333:audit
        sns:DeleteTopic                         arn:aws:sns:eu-central-1:111122223333:audit2
        iam:GetRole                             arn:aws:iam::111122223333:role/BreakGlass
        iam:ListAttachedRolePolicies            arn:aws:iam::111122223333:role/BreakGlass
        sts:AssumeRole                          arn:aws:iam::111122223333:role/BreakGlass
        iam:UpdateAssumeRolePolicy              arn:aws:iam::111122223333:role/BreakGlass2
        iam:CreateRole                          arn:aws:iam::111122223333:role/app/BreakGlass
        iam:PassRole                            arn:aws:iam::111122223333:role/app
        organizations:DescribeOrganization      *
        """;

    /// <summary>Those who are to be kept out, with their ARNs as the condition key has them: admins of the account by role, user and IAM Identity Center, and root.</summary>
    public static IReadOnlyList<(string Principal, string Arn)> Insiders { get; } =
    [
        ($"arn:aws:sts::{Account}:assumed-role/Admin/ann", $"arn:aws:iam::{Account}:role/Admin"),
        ($"arn:aws:sts::{Account}:assumed-role/BreakGlass2/ann", $"arn:aws:iam::{Account}:role/BreakGlass2"),
        ($"arn:aws:sts::{Account}:assumed-role/BreakGlass/ann", $"arn:aws:iam::{Account}:role/mine/BreakGlass"),
        ($"arn:aws:sts::{Account}:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/ann", $"arn:aws:iam::{Account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_0123456789abcdef"),
        ($"arn:aws:iam::{Account}:user/ann", $"arn:aws:iam::{Account}:user/ann"),
        ($"arn:aws:iam::{Account}:root", $"arn:aws:iam::{Account}:root"),
    ];

    public static (string Principal, string Arn) Breaker { get; } = ($"arn:aws:sts::{Account}:assumed-role/BreakGlass/ann", BreakGlass);

    public static IReadOnlyList<string> Partitions { get; } = ["aws", "aws-cn", "aws-us-gov"];

    public static IReadOnlyList<(string Action, string Resource, string[] Documents)> Attacks { get; } =
        [.. Rows(AttackTable).Select(row => (row[0], row[1], row[2..]))];

    public static IReadOnlyList<(string Action, string Resource)> Work { get; } = [.. Rows(WorkTable).Select(row => (row[0], row[1]))];

    public static GuardrailScope Scope { get; } = new(Trail, "audit-logs", [BreakGlassPattern.Parse(BreakGlass)]) { KmsKeyId = Key, LogGroupArn = LogGroup, TopicArn = Topic };

    public static AuditTrailGuardrail Guardrail(string partition) => AuditTrailGuardrail.Of(new GuardrailScope(In(partition, Trail), "audit-logs", [BreakGlassPattern.Parse(In(partition, BreakGlass))])
    {
        KmsKeyId = In(partition, Key),
        LogGroupArn = In(partition, LogGroup),
        TopicArn = In(partition, Topic),
    });

    public static string In(string partition, string text) => text.Replace("arn:aws:", $"arn:{partition}:", StringComparison.Ordinal);

    /// <summary>A request as it comes from one of an account.</summary>
    public static OracleRequest Request(string action, string resource, (string Principal, string Arn) who, string? resourceAccount = null) => new(action, resource, who.Principal)
    {
        RoleArn = who.Principal.Contains(":assumed-role/", StringComparison.Ordinal) ? who.Arn : null,
        ResourceAccount = resourceAccount,
        Context = new Dictionary<string, IReadOnlyList<string>> { ["aws:PrincipalArn"] = [who.Arn], ["aws:PrincipalIsAWSService"] = ["false"] },
    };

    private static IEnumerable<string[]> Rows(string table) =>
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
