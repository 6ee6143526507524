using System.Management.Automation;
using TrailOps.Aws;
using TrailOps.Digests;

namespace TrailOps.Cmdlets;

/// <summary>Proves that a trail's logs are as CloudTrail delivered them, by its digests.</summary>
/// <remarks>
/// <para>Each hour CloudTrail delivers a digest of each region: the hashes of the logs of the hour, the hash and the signature of the digest before, and a signature of its own, made with a key that CloudTrail alone
/// has. The cmdlet goes along the chain of each account and region, newest first, as aws cloudtrail validate-logs does for one of them, and counts the same. Many files are read at the same time.</para>
/// <para>It puts out an object for each digest or log that is missing, altered, moved, added or can't be read, with -Detailed for all, and at the end a summary. Its IsValid is true, false, or null where nothing is
/// wrong and not all could be looked at. CoveredStartTime and CoveredEndTime tell what digests really cover: the last one comes up to an hour after its logs, and digests that somebody deleted at an end of the chain
/// are missed by nothing but that.</para>
/// <para>Beyond the AWS CLI it finds logs that no digest lists, a digest that is signed but not of the chain, bytes behind the end of a file, and regions that have logs and no digests.</para>
/// <para>A copy of the bucket on disk (aws s3 sync) is validated without AWS, with public keys from a file. Copies have no metadata, where a digest's signature stands; it stands in the next digest as well. So the last digest of
/// a copy proves the one before, and is itself not proved: copy one more than the period needs.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html">Validating CloudTrail log file integrity</seealso>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html">Digest file structure</seealso>
[Cmdlet(VerbsDiagnostic.Test, "AuditTrailLog", DefaultParameterSetName = TrailSet)]
[OutputType(typeof(AuditLogValidation), typeof(AuditLogValidationSummary))]
public sealed class TestAuditTrailLogCommand : AwsCmdlet
{
    private const string TrailSet = "Trail";
    private const string BucketSet = "Bucket";
    private const string PathSet = "LiteralPath";

    /// <summary>The network makes each object wait, so many at the same time.</summary>
    private const int BucketThreads = 64;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private IPublicKeySource? _keys;

    /// <summary>The trail: its name, its ARN, or an object that has a TrailARN, such as Get-AuditTrail and Get-CTTrail put out. Bucket, prefix, accounts and regions are looked up.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TrailSet, ValueFromPipelineByPropertyName = true)]
    [Alias("TrailARN")]
    [ValidateNotNullOrEmpty]
    [TrailNameTransformation]
    public string[] TrailName { get; set; } = [];

    /// <summary>The bucket that trails deliver to: also of one that was deleted. All chains of digests in it are looked at.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BucketSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string BucketName { get; set; } = "";

    /// <summary>What stands before AWSLogs in the bucket, where the trail has a prefix.</summary>
    [Parameter(ParameterSetName = BucketSet)]
    [AllowEmptyString]
    public string KeyPrefix { get; set; } = "";

    /// <summary>The organisation whose accounts are validated, such as o-a1b2c3d4e5. Without it, the accounts of every organisation in the bucket, and those of none.</summary>
    [Parameter(ParameterSetName = BucketSet)]
    [ValidatePattern("^o-[a-z0-9]{10,32}$")]
    public string? OrganizationId { get; set; }

    /// <summary>Folders with a copy of the bucket: AWSLogs, one above, or one below. Folders bind from the pipeline.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Files with the public keys, in place of asking CloudTrail for them: what aws cloudtrail list-public-keys puts out (a region has its own, and a folder may hold those of several), PEM, or DER.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] PublicKeyPath { get; set; } = [];

    /// <summary>Digests and logs delivered at or after this time. Default: a day before -EndTime; of a copy on disk all.</summary>
    [Parameter]
    [Alias("After")]
    public DateTime? StartTime { get; set; }

    /// <summary>Those delivered at or before this time. Default: now; of a copy on disk all.</summary>
    [Parameter]
    [Alias("Before")]
    public DateTime? EndTime { get; set; }

    /// <summary>The accounts. Default: all that have digests there; of a trail that is no organisation's, its own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AccountId { get; set; } = [];

    /// <summary>Puts out valid digests and logs as well.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Who pays for the requests, where it is the bucket's readers: requester.</summary>
    [Parameter(ParameterSetName = BucketSet)]
    [Parameter(ParameterSetName = TrailSet)]
    [ValidateSet("requester")]
    public string? RequestPayer { get; set; }

    /// <summary>How many files are read at the same time. Default: of a bucket 64; on disk one for each processor.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = BucketThreads;

    /// <inheritdoc/>
    protected override bool TakesManyRegions => true;

    /// <inheritdoc/>
    protected override bool NeedsRegion => ParameterSetName == TrailSet && Array.Exists(TrailName, name => TrailNames.HomeOf(name) is null);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (EndTime?.ToUniversalTime() < StartTime?.ToUniversalTime())
        {
            ThrowTerminatingError(Errors.WindowReversed(StartTime!.Value, EndTime!.Value));
        }

        if (PublicKeyPath.Length > 0)
        {
            _keys = this.PublicKeysIn(PublicKeyPath);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case TrailSet:
                Array.ForEach(TrailName, ValidateTrail);
                break;
            case BucketSet:
                var prefix = TrailLookup.PrefixOf(KeyPrefix);
                Validate(new AuditLogs(this.Clients(), Query(BucketName, prefix, $"s3://{BucketName}/{(prefix.Length == 0 ? "" : prefix + "/")}AWSLogs/")).PlanAsync, $"s3://{BucketName}", ThrottleLimit);
                break;
            default:
                foreach (var path in LiteralPath.SelectMany(path => FilePaths.Resolve(this, path, isLiteral: true)))
                {
                    var threads = MyInvocation.BoundParameters.ContainsKey(nameof(ThrottleLimit)) ? ThrottleLimit : Environment.ProcessorCount;
                    Validate(new FolderLogs(path, _keys ??= AuditLogs.Keys(this.Clients()), AccountId, Region, StartTime?.ToUniversalTime(), EndTime?.ToUniversalTime()).PlanAsync, path, threads);
                }

                break;
        }
    }

    private void ValidateTrail(string name)
    {
        var clients = this.Clients();
        if (this.FindTrail(clients, name) is not { } trail)
        {
            return;
        }

        if (trail.S3BucketName is not { } bucket)
        {
            WriteError(Errors.TrailWithoutBucket(name));
            return;
        }

        var query = Query(bucket, TrailLookup.PrefixOf(trail.S3KeyPrefix), trail.TrailARN);
        query = query with
        {
            Trail = (trail.Name, trail.HomeRegion),
            IsOfOrganization = trail.IsOrganizationTrail,
            AccountIds = trail.IsOrganizationTrail || AccountId.Length > 0 ? query.AccountIds : [trail.AccountId],
            Regions = query.Regions.Count > 0 || trail.IsMultiRegionTrail ? query.Regions : [trail.HomeRegion],
        };
        Validate(new AuditLogs(clients, query).PlanAsync, trail.TrailARN, ThrottleLimit);
    }

    private AuditLogQuery Query(string bucket, string prefix, string source) => new()
    {
        Source = source,
        BucketName = bucket,
        KeyPrefix = prefix,
        OrganizationId = OrganizationId,
        AccountIds = AccountId,
        Regions = Region,
        AreRegionsAsked = Region.Length > 0,
        StartTime = StartTime?.ToUniversalTime(),
        EndTime = EndTime?.ToUniversalTime(),
        PaysRequests = RequestPayer is not null,
        Keys = _keys,
    };

    /// <summary>Validates, and puts out what is not valid, or all, and then the summary.</summary>
    private void Validate(Func<WorkerThreads, CancellationToken, Task<LogValidationPlan>> plan, string target, int threads)
    {
        var isDetailed = Detailed.IsPresent;
        var job = new LogValidationJob(threads);
        var progress = new RunProgress(0x54_4F_06, "Validating CloudTrail logs");
        HashSet<string> told = new(StringComparer.Ordinal);
        Run(async output =>
        {
            try
            {
                await foreach (var item in job.RunAsync(plan, (place, e) => output.WriteError(() => Errors.LogObject(place, e)), output.Stop).ConfigureAwait(false))
                {
                    if (item.Status == AuditLogStatus.NotRead && told.Add(item.Found!.Split(':')[0]))
                    {
                        output.WriteError(() => Errors.AuditLogNotRead(item));
                    }

                    if (isDetailed || item.Status != AuditLogStatus.Valid)
                    {
                        await output.WriteObjectAsync(item).ConfigureAwait(false);
                    }

                    if (progress.IsDue && job is { Validation: { } validation, Summary: { } summary })
                    {
                        var share = validation.DigestsFound > 0 ? (double)(summary.Digests + summary.BackfillDigests) / validation.DigestsFound : (double?)null;
                        output.WriteProgress(progress.Make($"{summary}, {validation.Bytes / 1e6:F1} MB", share));
                    }
                }
            }
            catch (Exception e) when (!output.Stop.IsCancellationRequested)
            {
                output.WriteError(() => Errors.LogObject(target, e));
            }
        });
        if (progress.End() is { } end)
        {
            WriteProgress(end);
        }

        if (job.Summary is { } result)
        {
            Warn(result);
            WriteVerbose($"{result.Source}: {result}; {result.Chains} chains, {job.Validation!.Bytes} bytes of logs.");
            WriteObject(result);
        }
    }

    private void Warn(AuditLogValidationSummary summary)
    {
        if (summary.Digests + summary.BackfillDigests + summary.DigestsNotProved == 0)
        {
            WriteWarning($"There are no digests in {summary.Source} of {summary.StartTime:u} to {summary.EndTime:u}: nothing is proved. Log file validation may be off (Set-AuditTrail -EnableLogFileValidation $true), or place or period are others.");
        }
        else if (summary is { CoveredStartTime: { } from, CoveredEndTime: { } to } && (from - summary.StartTime >= Hour || summary.EndTime - to >= (EndTime is null ? 2 * Hour : Hour) || summary.DigestsNotProved > 0))
        {
            WriteWarning(
                $"Of {summary.StartTime:u} to {summary.EndTime:u}, digests cover {from:u} to {to:u}: outside of that nothing is proved, and digests that were deleted there are not missed."
                + (summary.DigestsNotProved > 0 ? " The last digest of a copy needs the next one for its signature." : ""));
        }

        if (summary.Short.ToList() is { Count: > 0 } shorter)
        {
            WriteWarning($"Digests end earlier than those of other regions: {string.Join("; ", shorter.Take(5))}{(shorter.Count > 5 ? $"; and {shorter.Count - 5} more" : "")}. Where the trail logs there still, later ones were deleted.");
        }
    }
}
