using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Makes a trail that keeps evidence, with its bucket, and starts it.</summary>
/// <remarks>
/// <para>The bucket: in the trail's region, nobody from outside gets in, access control lists are off, objects are kept in versions and encrypted, requests without TLS are refused, and its policy
/// lets this one trail deliver. The trail: all management events of all regions, with digests by which logs can be proved unaltered. -Minimal makes what the plain recipe does.</para>
/// <para>Only what is missing is made. Run again after whatever interrupted it, the cmdlet goes on; run on a trail that is as asked, it changes nothing. A trail of that name which is another one, and a
/// bucket that somebody has set up otherwise, are errors, and nothing is changed; a bucket of another account is never touched. To the policy of a bucket that is there, statements are added.</para>
/// <para>-WhatIf lists the steps. Where one fails, the error says which are done, how to go on and how to undo them.</para>
/// <para>The bucket can be in another account, such as a log archive: -BucketProfileName or -BucketCredential are credentials of that one. New-AuditTrailGuardrail makes the policies that keep even an
/// admin from turning the trail.</para>
/// <para>Selectors of data events come on top of the management events. AWS charges for data events, and for each copy of management events but the first.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html">Security best practices in AWS CloudTrail</seealso>
/// <seealso href="https://aws.amazon.com/cloudtrail/pricing/">AWS CloudTrail pricing</seealso>
[Cmdlet(VerbsCommon.New, "AuditTrail", SupportsShouldProcess = true)]
[OutputType(typeof(AuditTrail))]
public sealed class NewAuditTrailCommand : AwsCmdlet
{
    private const int MostDays = 36_500;

    /// <summary>The trail's name: 3 to 128 letters, digits, periods, underscores and dashes.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("TrailName")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The bucket, which is made if it is not there. Default: that of the trail, where it is there, else cloudtrail-, the account, the region and the trail's name.</summary>
    [Parameter(Position = 1)]
    [Alias("S3BucketName")]
    [ValidateNotNullOrEmpty]
    public string? BucketName { get; set; }

    /// <summary>What keys begin with, before AWSLogs/. Default: that of the trail, where it is there.</summary>
    [Parameter]
    public string? S3KeyPrefix { get; set; }

    /// <summary>A KMS key that logs and digests are encrypted with: its id, ARN or alias, of the bucket's region. Its policy has to let CloudTrail encrypt; where it does not, the error has the statements that it
    /// lacks. Default: Amazon S3's own keys.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KmsKeyId { get; set; }

    /// <summary>For how many days what is delivered can't be deleted or written over (Object Lock). With -ObjectLockMode Compliance, the default, nobody can shorten that, not even root.</summary>
    [Parameter]
    [ValidateRange(1, MostDays)]
    public int ObjectLockDays { get; set; }

    /// <summary>Compliance: nobody can shorten the lock. Governance: who has s3:BypassGovernanceRetention can.</summary>
    [Parameter]
    [ValidateSet("Compliance", "Governance")]
    public string ObjectLockMode { get; set; } = "Compliance";

    /// <summary>After how many days logs are hidden by a delete marker. What is hidden, deleted or written over is gone for good after as many days again. Default: never.</summary>
    [Parameter]
    [ValidateRange(1, MostDays)]
    public int RetentionDays { get; set; }

    /// <summary>Logs this region alone, and not all of them.</summary>
    [Parameter]
    public SwitchParameter SingleRegion { get; set; }

    /// <summary>What the plain recipe makes: a bucket that nobody from outside gets into, its policy, and a trail without digests.</summary>
    [Parameter]
    public SwitchParameter Minimal { get; set; }

    /// <summary>What is logged, as New-AuditTrailEventSelector says it; selectors of AWS.Tools and those read back from a file do as well. Management events are logged as well, unless one of the selectors says otherwise.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [EventSelectorTransformation]
    public AuditTrailEventSelector[] EventSelector { get; set; } = [];

    /// <summary>Logs no management events: for a trail beside one that does, whose second copy would be charged.</summary>
    [Parameter]
    public SwitchParameter DataEventsOnly { get; set; }

    /// <summary>A profile of the account that the bucket is in, where that is another than the trail's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? BucketProfileName { get; set; }

    /// <summary>Credentials of that account as an object, in place of a profile.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? BucketCredential { get; set; }

    /// <summary>Changes settings of a bucket that somebody chose, too, and only warns where the policies of bucket and key seem to keep CloudTrail out. A lock is never shortened.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = MyInvocation.BoundParameters;
        var making = new AuditTrailMaking(this.Clients(), this.BucketClients(BucketProfileName, BucketCredential));
        var request = new AuditTrailRequest(Name)
        {
            BucketName = BucketName,
            S3KeyPrefix = S3KeyPrefix,
            IsMinimal = Minimal,
            IsSingleRegion = SingleRegion,
            KmsKeyId = KmsKeyId,
            ObjectLockDays = given.ContainsKey(nameof(ObjectLockDays)) ? ObjectLockDays : null,
            ObjectLockMode = given.ContainsKey(nameof(ObjectLockMode)) ? ObjectLockMode.ToUpperInvariant() : null,
            RetentionDays = given.ContainsKey(nameof(RetentionDays)) ? RetentionDays : null,
            EventSelectors = EventSelector,
            IsDataOnly = DataEventsOnly,
            IsForced = Force,
        };
        ForEach([Name], (_, stop) => making.MakeAsync(request, stop));
    }
}
