using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>Gets what a role did, from CloudTrail's log files.</summary>
/// <remarks>
/// <para>Reads CloudTrail logs as a trail delivers them (.json.gz), unpacked (.json) or with a record a line (JSON Lines), and puts out one
/// object for each call that a session of the role made. Folders are searched for logs. Digests and Insights files are passed over, and so
/// are date folders that can't hold an event of the time window.</para>
/// <para>A call is the role's when the session that made it was issued by the role. A user or a session that only has the role's name does
/// not count, whatever its name. Without -RoleName the calls of every role come out.</para>
/// <para>The first events come out while later logs are still unread. An event that stands in the logs twice comes out once.</para>
/// <para>A log that is damaged is one error that names the file and the place; all records that can be read come out all the same. With
/// -RoleName a log is checked for completeness, and only the records that the role's name stands in are parsed; without, each record is
/// parsed and checked.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail record contents</seealso>
[Cmdlet(VerbsCommon.Get, "RoleEvents", DefaultParameterSetName = PathSet)]
[Alias("Get-RoleEvent")]
[OutputType(typeof(RoleEvent))]
public sealed class GetRoleEventsCommand : CancellableCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly List<RoleIdentity> _pipedRoles = [];
    private bool _pathsAreGiven;
    private bool _hasInput;
    private LogRun? _run;

    /// <summary>The role: its name, its ARN, the ARN of one of its sessions, or a role object. A name stands for the roles of that name in all
    /// accounts and under all paths, an ARN for that one role. Names are compared without case. Without it: every role.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [RoleNameTransformation]
    public RoleIdentity[] RoleName { get; set; } = [];

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

    /// <summary>Events at or after this time.</summary>
    [Parameter]
    [Alias("After")]
    public DateTime StartTime { get; set; }

    /// <summary>Events at or before this time.</summary>
    [Parameter]
    [Alias("Before")]
    public DateTime EndTime { get; set; }

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

    /// <summary>Events of the sessions of these names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ValidateWildcard]
    public string[] SessionName { get; set; } = [];

    /// <summary>Events of calls that these access keys signed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AccessKeyId { get; set; } = [];

    /// <summary>Events of these regions. Those of global services are in us-east-1.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[] Region { get; set; } = [];

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

    /// <summary>How many logs are read at the same time. Default: one for each processor, 8 at most.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = Math.Min(Environment.ProcessorCount, 8);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var bound = MyInvocation.BoundParameters;
        _pathsAreGiven = bound.ContainsKey(nameof(Path)) || bound.ContainsKey(nameof(LiteralPath));
        if (bound.ContainsKey(nameof(StartTime)) && bound.ContainsKey(nameof(EndTime)) && EndTime.ToUniversalTime() < StartTime.ToUniversalTime())
        {
            ThrowTerminatingError(Errors.WindowReversed(StartTime, EndTime));
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

        Run.Read(LiteralPath, isLiteral: true, RoleName);
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
            Run.Read(isLiteral ? LiteralPath : Path, isLiteral, RoleName);
        }

        Run.End();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _run?.Dispose();
        }

        base.Dispose(disposing);
    }

    private LogRun Run => _run ??= new LogRun(this, MakeFilter(), Asked(), ThrottleLimit, Stop);

    private RoleEventFilter MakeFilter()
    {
        var bound = MyInvocation.BoundParameters;
        return new RoleEventFilter
        {
            Roles = RoleName,
            StartTime = bound.ContainsKey(nameof(StartTime)) ? StartTime.ToUniversalTime() : null,
            EndTime = bound.ContainsKey(nameof(EndTime)) ? EndTime.ToUniversalTime() : null,
            EventName = Wildcards(EventName) is { } isNamed ? name => isNamed(name) || isNamed(Actions.EventName.WithoutDate(name)) : null,
            EventSource = Wildcards(EventSource.Select(EventSourceName.Complete)),
            SessionName = Wildcards(SessionName),
            AccessKeyIds = AccessKeyId,
            Regions = Region,
            AccountIds = AccountId,
            Outcomes = Outcome,
            ReadOnly = bound.ContainsKey(nameof(ReadOnly)) ? ReadOnly.IsPresent : null,
        };
    }

    /// <summary>What is asked for besides roles and window, in the words of the parameters.</summary>
    private string Asked()
    {
        var bound = MyInvocation.BoundParameters;
        return string.Concat(
            new[] { nameof(EventName), nameof(EventSource), nameof(SessionName), nameof(AccessKeyId), nameof(Region), nameof(AccountId), nameof(Outcome), nameof(ReadOnly) }
                .Where(bound.ContainsKey)
                .Select(name => $", {name} {string.Join(", ", LanguagePrimitives.ConvertTo<string[]>(bound[name]))}"));
    }

    private static Func<string, bool>? Wildcards(IEnumerable<string> texts)
    {
        var patterns = texts.Select(text => new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)).ToArray();
        return patterns.Length == 0 ? null : text => Array.Exists(patterns, pattern => pattern.IsMatch(text));
    }
}
