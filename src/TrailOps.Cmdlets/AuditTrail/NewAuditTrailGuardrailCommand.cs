using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>Makes the policies that keep even admins from silencing a trail, from changing its logs, and from becoming those who may.</summary>
/// <remarks>
/// <para>Puts out documents and applies nothing; nobody is asked. ServiceControlPolicy is for the organisation: it binds all roles, users and the root of the accounts that
/// it is attached to. BucketPolicyStatements and KeyPolicyStatements go into the policies of the bucket and the key, and bind other accounts too. AttachTo says where each goes.</para>
/// <para>Who is let through is the break-glass role alone, and nobody else may change, make or pass it. Reading logs goes on, so does CloudTrail's delivery, and so does work on
/// other trails, buckets and keys. Start logging stays possible.</para>
/// <para>No service control policy binds an organisation's management account or service-linked roles; a lifecycle rule that is there already goes on deleting; and who may assume
/// the break-glass role is what its trust policy says. docs/audit-trails.md has what each statement is against, and what is left.</para>
/// <para>The bucket's statement denies all but reading: the bucket has to be the trail's alone, with its lifecycle rules, Object Lock and replication set before.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html">Service control policies</seealso>
[Cmdlet(VerbsCommon.New, "AuditTrailGuardrail")]
[OutputType(typeof(AuditTrailGuardrail))]
public sealed class NewAuditTrailGuardrailCommand : PSCmdlet
{
    private BreakGlassPattern[] _breakGlass = [];

    /// <summary>The trails: ARNs, or objects that have a TrailARN, such as Get-AuditTrail and Get-CTTrail put out. An object tells its bucket, key, log group and topic as well.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[] TrailARN { get; set; } = [];

    /// <summary>The bucket that the trail delivers to.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("S3BucketName")]
    public string? BucketName { get; set; }

    /// <summary>The ARN of the key that the trail's logs are encrypted with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? KmsKeyId { get; set; }

    /// <summary>The ARN of the log group that the trail's events go to as well.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CloudWatchLogsLogGroupArn { get; set; }

    /// <summary>The ARN of the topic that the trail's deliveries are announced to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SnsTopicARN { get; set; }

    /// <summary>The roles that are not bound: ARNs or role objects. * and ? may stand in a role's path and name, and * for its account; a permission set of IAM Identity Center is
    /// arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_BreakGlass_*. A session, a user or everybody is an error.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [RoleArnTransformation]
    public string[] BreakGlassPrincipal { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _breakGlass = [.. BreakGlassPrincipal.Distinct(StringComparer.Ordinal).Select(BreakGlassPattern.Parse)];
        }
        catch (GuardrailException error)
        {
            ThrowTerminatingError(Errors.GuardrailNotMade(error, error.Item));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var trail in TrailARN.Select(ObjectMembers.Unwrap))
        {
            try
            {
                WriteObject(AuditTrailGuardrail.Of(ScopeOf(trail)));
            }
            catch (GuardrailException error)
            {
                WriteError(Errors.GuardrailNotMade(error, trail));
            }
        }
    }

    private GuardrailScope ScopeOf(object? trail)
    {
        return new(Member(null, "TrailARN") ?? (trail as string) ?? $"{trail}", Member(BucketName, "S3BucketName") ?? Member(null, "BucketName") ?? "", _breakGlass)
        {
            KmsKeyId = Member(KmsKeyId, nameof(KmsKeyId)),
            LogGroupArn = Member(CloudWatchLogsLogGroupArn, nameof(CloudWatchLogsLogGroupArn)),
            TopicArn = Member(SnsTopicARN, nameof(SnsTopicARN)),
            IsOrganizationTrail = trail is not (null or string) && ObjectMembers.Find(trail, "IsOrganizationTrail") is true,
        };

        // What is given by hand counts; an object that is no pipeline's input has the rest.
        string? Member(string? given, string name) =>
            !string.IsNullOrEmpty(given) ? given
            : trail is not (null or string) && ObjectMembers.Find(trail, name) is string { Length: > 0 } text ? text
            : null;
    }
}
