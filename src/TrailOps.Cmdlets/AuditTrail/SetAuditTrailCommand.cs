using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Changes trails: what they log, their bucket, their encryption, their digests.</summary>
/// <remarks>
/// <para>What is not given stays. The difference is shown first, by -WhatIf and by the question that -Confirm:$false leaves out; a trail that is as asked already stays as it is. What leaves less evidence
/// is warned of.</para>
/// <para>-EventSelector takes the place of the trail's selectors. Management events go on being logged as they are, unless one of the selectors is about them, or -DataEventsOnly is given. To
/// add one: -EventSelector (@((Get-AuditTrail management).EventSelectors) + (New-AuditTrailEventSelector -DynamoDBTable lock)).</para>
/// <para>A bucket that is new to the trail is made or made ready as New-AuditTrail does, before the trail is turned to it. The old one stays, with all logs; the chain of digests goes on. Of a bucket that stays
/// only the policy and the encryption follow.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html">UpdateTrail</seealso>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html">PutEventSelectors</seealso>
[Cmdlet(VerbsCommon.Set, "AuditTrail", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(AuditTrail))]
public sealed class SetAuditTrailCommand : TrailCmdlet
{
    private static readonly string[] Settings =
        [nameof(EventSelector), nameof(DataEventsOnly), nameof(BucketName), nameof(S3KeyPrefix), nameof(KmsKeyId), nameof(EnableLogFileValidation), nameof(IsMultiRegionTrail)];

    /// <summary>What is logged, as New-AuditTrailEventSelector says it; selectors of AWS.Tools and those read back from a file do as well.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [EventSelectorTransformation]
    public AuditTrailEventSelector[] EventSelector { get; set; } = [];

    /// <summary>Logs management events no more.</summary>
    [Parameter]
    public SwitchParameter DataEventsOnly { get; set; }

    /// <summary>Another bucket, which is made if it is not there.</summary>
    [Parameter]
    [Alias("S3BucketName")]
    [ValidateNotNullOrEmpty]
    public string? BucketName { get; set; }

    /// <summary>What keys begin with, before AWSLogs/; empty for nothing.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? S3KeyPrefix { get; set; }

    /// <summary>The KMS key that logs and digests are encrypted with; empty for Amazon S3's own keys. A bucket that has the trail's key follows.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? KmsKeyId { get; set; }

    /// <summary>Whether digests are delivered, by which logs can be proved unaltered.</summary>
    [Parameter]
    public bool EnableLogFileValidation { get; set; }

    /// <summary>Whether all regions are logged, or the home region alone.</summary>
    [Parameter]
    public bool IsMultiRegionTrail { get; set; }

    /// <summary>A profile of the account that the bucket is in, where that is another than the trail's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? BucketProfileName { get; set; }

    /// <summary>Credentials of that account as an object, in place of a profile.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? BucketCredential { get; set; }

    /// <summary>Changes settings of a bucket that somebody chose, too, and only warns where the policies of bucket and key seem to keep CloudTrail out.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!Array.Exists(Settings, MyInvocation.BoundParameters.ContainsKey))
        {
            ThrowTerminatingError(Errors.NothingToSet(Settings));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = MyInvocation.BoundParameters;
        var changing = new AuditTrailChanging(this.Clients(), this.BucketClients(BucketProfileName, BucketCredential));
        var change = new AuditTrailChange
        {
            BucketName = BucketName,
            S3KeyPrefix = given.ContainsKey(nameof(S3KeyPrefix)) ? S3KeyPrefix ?? "" : null,
            KmsKeyId = given.ContainsKey(nameof(KmsKeyId)) ? KmsKeyId ?? "" : null,
            HasValidation = given.ContainsKey(nameof(EnableLogFileValidation)) ? EnableLogFileValidation : null,
            IsMultiRegion = given.ContainsKey(nameof(IsMultiRegionTrail)) ? IsMultiRegionTrail : null,
            EventSelectors = given.ContainsKey(nameof(EventSelector)) ? EventSelector : null,
            IsDataOnly = DataEventsOnly,
            IsForced = Force,
        };
        ForEachTrail((name, stop) => changing.ChangeAsync(name, change, stop));
    }
}
