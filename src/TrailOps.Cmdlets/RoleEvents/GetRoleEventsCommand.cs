using System.Management.Automation;
using TrailOps.Aws;
using TrailOps.Digests;

namespace TrailOps.Cmdlets;

/// <summary>Gets what a role did, from CloudTrail: from event history, from the logs in a trail's bucket, or from log files.</summary>
/// <remarks>
/// <para>Puts out one object for each call that a session of the role made. A call is the role's when the session that made it was issued by the role. A user or
/// a session that only has the role's name does not count, whatever its name. Without -RoleName the calls of every role come out.</para>
/// <para>By default it asks event history, which every account has: the management events of the last 90 days, a few minutes after each call. Without -StartTime it
/// is the last hour, and without -Region the resolved region and the one where the events of global services go (us-east-1); that one also besides the region of a piped session or run. AWS gives two pages of 50 events a
/// second for each region. A role alone can't be looked up, so its period is read; AccessKeyId, SessionName, EventName, EventSource or ReadOnly narrow
/// what is read, by the first of them that is given as it stands in events. -Wait goes on until nothing more can come.</para>
/// <para>With -BucketName or -TrailName it reads the logs that a trail delivered to its bucket, of any account and region in it, and data events too. Of a period only those
/// delivered until a day after its end are read. Nothing is written to disk, unless -CachePath says where.</para>
/// <para>With -Path or -LiteralPath it reads logs as a trail delivers them (.json.gz), unpacked (.json) or with a record a line (JSON Lines). Folders are searched for logs.
/// Digests and Insights files are passed over, and so are date folders that can't hold an event of the time window.</para>
/// <para>Events that Find-CTEvent puts out can be piped to it.</para>
/// <para>The first events come out while the rest is still unread. An event that comes twice is put out once. Source tells for each event where it comes from, and
/// what was really covered.</para>
/// <para>A log that is damaged is one error that names it and the place; all records that can be read come out all the same. With -RoleName a log is checked
/// for completeness, and only the records that the role's name stands in are parsed; without, each record is parsed and checked.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail record contents</seealso>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">LookupEvents</seealso>
[Cmdlet(VerbsCommon.Get, "RoleEvents")]
[Alias("Get-RoleEvent")]
[OutputType(typeof(RoleEvent))]
public sealed class GetRoleEventsCommand : AwsCmdlet
{
    private const string HistorySet = "EventHistory";
    private const string BucketSet = "Bucket";
    private const string TrailSet = "Trail";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string EventSet = "Event";

    // There is no default set: PowerShell would look for its parameters alone first, and once a piped object's RoleName is bound the path, bucket or
    // trail that the object has too would count no more. Without any of these it is event history, the only set where nothing is mandatory.

    /// <summary>The network makes each object wait, so many at the same time.</summary>
    private const int BucketThreads = 32;

    private readonly List<RoleIdentity> _pipedRoles = [];
    private readonly EventWriter _writer = new();
    private bool _pathsAreGiven;
    private bool _hasInput;
    private HashSet<string> _given = [];
    private LogRun? _files;
    private HistoryRequests? _history;
    private BucketRequests? _bucket;
    private EventTexts? _texts;

    /// <summary>The role: its name, its ARN, the ARN of one of its sessions, or a role object. An ARN stands for that one
    /// role, a name for a role of that name under whatever path: in files of every account, in event history and buckets of the account that received the event. Names are compared
    /// without case. Without it: every role.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [RoleNameTransformation(Otherwise = "every role")]
    public RoleIdentity[] RoleName { get; set; } = [];

    /// <summary>The bucket that a trail delivers to. Buckets bind from the pipeline, and objects with their Key, as Get-S3Object puts them out.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BucketSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string BucketName { get; set; } = "";

    /// <summary>What stands before AWSLogs in the bucket, where the trail has a prefix.</summary>
    [Parameter(ParameterSetName = BucketSet)]
    [AllowEmptyString]
    public string KeyPrefix { get; set; } = "";

    /// <summary>The organisation whose accounts are read, such as o-a1b2c3d4e5. Without it, the accounts of every organisation in the bucket, and those of none.</summary>
    [Parameter(ParameterSetName = BucketSet)]
    [ValidatePattern("^o-[a-z0-9]{10,32}$")]
    public string? OrganizationId { get; set; }

    /// <summary>Objects of the bucket, by their keys, in place of all that are in the period.</summary>
    [Parameter(ParameterSetName = BucketSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Key { get; set; } = [];

    /// <summary>The trail whose bucket is read: its name, its ARN, or an object that has a TrailARN, such as Get-AuditTrail and Get-CTTrail put out. Bucket, prefix,
    /// accounts and regions are looked up.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TrailSet, ValueFromPipelineByPropertyName = true)]
    [Alias("TrailARN")]
    [ValidateNotNullOrEmpty]
    [TrailNameTransformation]
    public string[] TrailName { get; set; } = [];

    /// <summary>A folder in which the bucket's objects are kept as they are, so that they are fetched once. Several runs may use it at the same time.</summary>
    [Parameter(ParameterSetName = BucketSet)]
    [Parameter(ParameterSetName = TrailSet)]
    [ValidateNotNullOrEmpty]
    public string? CachePath { get; set; }

    /// <summary>Who pays for the requests, where it is the bucket's readers: requester.</summary>
    [Parameter(ParameterSetName = BucketSet)]
    [Parameter(ParameterSetName = TrailSet)]
    [ValidateSet("requester")]
    public string? RequestPayer { get; set; }

    /// <summary>Asks all regions of the partition. One that is not enabled in the account is passed over. -Region then says no more than the partition.</summary>
    [Parameter(ParameterSetName = HistorySet)]
    public SwitchParameter AllRegions { get; set; }

    /// <summary>Goes on asking until all events of the period must have come, which is 15 minutes after its end. Each comes out as soon as it is seen.</summary>
    [Parameter(ParameterSetName = HistorySet)]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait, such as 00:10:00. Then a warning says what may be missing. Default with -Wait: 20 minutes. With it, -Wait need not be given.</summary>
    [Parameter(ParameterSetName = HistorySet)]
    [ValidateTimeout]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>The log files, or folders that hold them. Wildcards are understood.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The log files, or folders that hold them, taken as they are. Files and folders bind from the pipeline.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Records as JSON texts. The events that Find-CTEvent puts out bind from the pipeline by it, and events of Get-RoleEvents by their Json.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EventSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Json")]
    [ValidateNotNullOrEmpty]
    public string[] CloudTrailEvent { get; set; } = [];

    /// <summary>Events at or after this time, of its second too, for events tell whole seconds. Without it, of event history the last hour before -EndTime, of logs all.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("After")]
    public DateTime? StartTime { get; set; }

    /// <summary>Events at or before this time.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Before")]
    public DateTime? EndTime { get; set; }

    /// <summary>Events of these names, such as CreateBucket. The date that some services put behind a name may be left out: ListFunctions is
    /// ListFunctions20150331 as well.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ValidateWildcard]
    [ArgumentCompleter(typeof(EventNameCompleter))]
    public string[] EventName { get; set; } = [];

    /// <summary>Events of these services, such as s3.amazonaws.com, or s3 for short.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ValidateWildcard]
    [ArgumentCompleter(typeof(EventSourceCompleter))]
    public string[] EventSource { get; set; } = [];

    /// <summary>Events of the sessions of these names. Event history compares a name without wildcards with its case.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ValidateNotEmpty]
    [SupportsWildcards]
    [ValidateWildcard]
    public string[]? SessionName { get; set; } = [];

    /// <summary>Events of calls that these access keys signed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AccessKeyId { get; set; } = [];

    /// <summary>Events that these accounts received.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AccountId { get; set; } = [];

    /// <summary>How the calls ended: Success, AccessDenied or Error. Several can be given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public EventOutcome[] Outcome { get; set; } = [];

    /// <summary>Calls that only read; with -ReadOnly:$false those that change something. An event whose record does not say is neither.</summary>
    [Parameter]
    public SwitchParameter ReadOnly { get; set; }

    /// <summary>Reads only logs for which a digest vouches whose signature is CloudTrail's, and says which are left out, each as an error: those that were altered, and those that no digest lists, such as the newest, for
    /// digests come once an hour. It takes a trail with log file validation, and the digests where CloudTrail delivered them; of files, those of a copy of the bucket from AWSLogs on.</summary>
    [Parameter(ParameterSetName = BucketSet)]
    [Parameter(ParameterSetName = TrailSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter Validated { get; set; }

    /// <summary>Files with CloudTrail's public keys, in place of asking for them, for -Validated: what aws cloudtrail list-public-keys puts out, PEM, or DER.</summary>
    [Parameter(ParameterSetName = BucketSet)]
    [Parameter(ParameterSetName = TrailSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    public string[] PublicKeyPath { get; set; } = [];

    /// <summary>How many logs are read at the same time. Default: of files one for each processor, 8 at most; of a bucket 32.</summary>
    [Parameter(ParameterSetName = BucketSet)]
    [Parameter(ParameterSetName = TrailSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateRange(1, 128)]
    public int ThrottleLimit { get; set; } = Math.Min(Environment.ProcessorCount, 8);

    /// <inheritdoc/>
    protected override bool TakesManyRegions => true;

    /// <inheritdoc/>
    protected override bool NeedsRegion => (ParameterSetName == HistorySet && !AllRegions) || Array.Exists(TrailName, name => TrailNames.HomeOf(name) is null);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _given = [.. MyInvocation.BoundParameters.Keys];
        _pathsAreGiven = IsBound(nameof(Path)) || IsBound(nameof(LiteralPath));
        if (CachePath is { } cache)
        {
            CacheFolder = SessionState.Path.GetUnresolvedProviderPathFromPSPath(cache, out var provider, out _);
            if (provider.Name != "FileSystem")
            {
                ThrowTerminatingError(Errors.PathNotFileSystem(cache, provider.Name));
            }
        }

        if (PublicKeyPath.Length > 0)
        {
            PublicKeys = this.PublicKeysIn(PublicKeyPath);
        }

        if (EndTime?.ToUniversalTime() < StartTime?.ToUniversalTime())
        {
            ThrowTerminatingError(Errors.WindowReversed(StartTime!.Value, EndTime!.Value));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _hasInput = true;
        if (_pathsAreGiven)
        {
            // Roles may come one by one; the logs are read once for all of them.
            _pipedRoles.AddRange(RoleName.Where(role => !_pipedRoles.Contains(role)));
            return;
        }

        switch (ParameterSetName)
        {
            case HistorySet:
                (_history ??= new HistoryRequests(this, _writer)).Add(MakeFilter());
                break;
            case BucketSet or TrailSet:
                (_bucket ??= new BucketRequests(this, _writer, Stop)).Add(MakeFilter());
                break;
            case EventSet:
                _texts ??= new EventTexts(this, _writer, MakeFilter() + Asked);
                Array.ForEach(CloudTrailEvent, text => _texts.Read(text, MakeFilter()));
                break;
            default:
                Files.Read(LiteralPath, isLiteral: true, RoleName);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_hasInput)
        {
            return;
        }

        if (_pathsAreGiven)
        {
            RoleName = [.. _pipedRoles];
            var isLiteral = ParameterSetName == LiteralPathSet;
            Files.Read(isLiteral ? LiteralPath : Path, isLiteral, RoleName);
        }

        _files?.End();
        _bucket?.End();
        _texts?.End();
        _history?.Read();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _files?.Dispose();
            _bucket?.Dispose();
        }

        base.Dispose(disposing);
    }

    private LogRun Files => _files ??= new LogRun(this, _writer, MakeFilter(), Asked, ThrottleLimit, Validated ? PublicKeys ?? AuditLogs.Keys(this.Clients()) : null, Stop);

    /// <summary>The keys of -PublicKeyPath.</summary>
    internal PublicKeyFile? PublicKeys { get; private set; }

    /// <summary>The folder of -CachePath.</summary>
    internal string? CacheFolder { get; private set; }

    /// <summary>How many objects are fetched at the same time.</summary>
    internal int ObjectLimit => IsBound(nameof(ThrottleLimit)) ? ThrottleLimit : BucketThreads;

    /// <summary>The names of sessions, without those that a piped object has but does not tell.</summary>
    internal IReadOnlyList<string> SessionNames => [.. (SessionName ?? []).Where(name => !string.IsNullOrEmpty(name))];

    /// <summary>The regions whose events are meant. Where a session's own region comes from the pipeline, as with a run, also the one in which the events of global services are: what
    /// the session did to IAM is not to be missing.</summary>
    internal string[] EventRegions => IsBound(nameof(Region)) || IsBound(nameof(SessionName)) || SessionNames.Count == 0
        ? Region
        : [.. Region.Concat(Region.Select(AwsRegions.GlobalOf)).Distinct(StringComparer.Ordinal)];

    internal bool? IsReadOnly => IsBound(nameof(ReadOnly)) ? ReadOnly.IsPresent : null;

    /// <summary>How long to wait for events; null: not at all.</summary>
    internal TimeSpan? WaitFor => Wait || IsBound(nameof(Timeout)) ? Timeout : null;

    /// <summary>What is asked for besides roles and window, in the words of the parameters.</summary>
    internal string Asked => string.Concat(
        new[] { nameof(EventName), nameof(EventSource), nameof(SessionName), nameof(AccessKeyId), nameof(Region), nameof(AccountId), nameof(Outcome), nameof(ReadOnly) }
            .Select(name => (Name: name, Value: MyInvocation.BoundParameters.GetValueOrDefault(name)))
            .Where(given => given.Value is not null)
            .Select(given => $", {given.Name} {string.Join(", ", LanguagePrimitives.ConvertTo<string[]>(given.Value))}"));

    /// <summary>Whether a parameter was given as an argument.</summary>
    internal bool IsBound(string parameter) => _given.Contains(parameter);

    /// <summary>The filter for the parameters as they are now.</summary>
    private RoleEventFilter MakeFilter() => new()
    {
        Roles = RoleName,
        StartTime = StartTime is { } start ? Seconds.Down(start.ToUniversalTime()) : null,
        EndTime = EndTime?.ToUniversalTime(),
        EventName = Wildcards(EventName) is { } isNamed ? name => isNamed(name) || isNamed(Actions.EventName.WithoutDate(name)) : null,
        EventSource = Wildcards(EventSource.Select(EventSourceName.Complete)),
        SessionName = Wildcards(SessionNames),
        AccessKeyIds = AccessKeyId,
        Regions = EventRegions,
        AccountIds = AccountId,
        Outcomes = Outcome,
        ReadOnly = IsReadOnly,
    };

    private static Func<string, bool>? Wildcards(IEnumerable<string> texts)
    {
        var patterns = texts.Select(text => new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)).ToArray();
        return patterns.Length == 0 ? null : text => Array.Exists(patterns, pattern => pattern.IsMatch(text));
    }
}
