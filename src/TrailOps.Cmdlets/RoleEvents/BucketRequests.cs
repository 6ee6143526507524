using System.Text.RegularExpressions;
using TrailOps.Aws;
using TrailOps.Aws.Connection;
using TrailOps.Aws.Events;
using TrailOps.Digests;
using TrailOps.Events;

namespace TrailOps.Cmdlets;

/// <summary>What Get-RoleEvents is to find in buckets: all logs of a period, those of a trail, or objects by their keys.</summary>
internal sealed partial class BucketRequests(GetRoleEventsCommand cmdlet, EventWriter writer, CancellationToken stop) : IDisposable
{
    private readonly List<Request> _requests = [];
    private readonly List<VouchedLogs> _vouched = [];
    private RoleEventSource? _source;
    private BucketRun? _run;
    private AwsClients? _clients;
    private BucketLogs? _logs;

    /// <summary>
    /// Takes the request for the parameters as they are now. Objects are read at once; a bucket's or a trail's logs when all is known, for requests that differ in the role
    /// alone are one reading.
    /// </summary>
    public void Add(RoleEventFilter filter)
    {
        if (filter.EndTime < filter.StartTime)
        {
            cmdlet.WriteError(Errors.WindowReversed(filter.StartTime.Value, filter.EndTime.Value));
            return;
        }

        filter = filter with { HasOwnRoles = true };
        var clients = cmdlet.Clients();
        if (cmdlet.TrailName.Length > 0)
        {
            Array.ForEach(cmdlet.TrailName, name => AddTrail(clients, filter, name));
        }
        else if (!BucketName().IsMatch(cmdlet.BucketName))
        {
            cmdlet.WriteError(Errors.BucketNameNotValid(cmdlet.BucketName));
        }
        else if (cmdlet.Key.Length > 0)
        {
            Open(clients, [new Request(clients, Query(filter, cmdlet.BucketName), filter, cmdlet.Asked)]);
            var reader = new LogFileReader(filter, _source!);
            Array.ForEach(cmdlet.Key, key => Read(filter, reader, key));
        }
        else
        {
            RoleRequests.Add(_requests, new Request(clients, Query(filter, cmdlet.BucketName) with { KeyPrefix = TrailLookup.PrefixOf(cmdlet.KeyPrefix), OrganizationId = cmdlet.OrganizationId }, filter, cmdlet.Asked));
        }
    }

    /// <summary>Puts out all the rest.</summary>
    public void End()
    {
        foreach (var request in _requests)
        {
            Open(request.Clients, _requests);
            _run!.Add(_logs!, request.Query, new LogFileReader(request.Filter, _source!));
        }

        _run?.End();
    }

    public void Dispose()
    {
        _run?.Dispose();
        _vouched.ForEach(vouched => vouched.Dispose());
    }

    /// <summary>Begins a reading. What is told of it is of all that it is for: each piped run or session has its own period.</summary>
    private void Open(AwsClients clients, IReadOnlyList<Request> requests)
    {
        _source ??= new RoleEventSource(RoleEventSourceKind.Bucket, Told(requests))
        {
            StartTime = requests.Any(request => request.Filter.StartTime is null) ? null : requests.Min(request => request.Filter.StartTime),
            EndTime = requests.Any(request => request.Filter.EndTime is null) ? null : requests.Max(request => request.Filter.EndTime),
        };
        _run ??= new BucketRun(cmdlet, writer, _source, cmdlet.ObjectLimit, cmdlet.CacheFolder, stop);
        if (_logs is null || !ReferenceEquals(_clients, clients))
        {
            (_clients, _logs) = (clients, new BucketLogs(clients, _source, _run.Cache, Vouched(clients)));
        }
    }

    private static string Told(IReadOnlyList<Request> requests)
    {
        const int Most = 3;
        string[] asked = [.. requests.Select(request => request.Filter + request.Asked).Distinct(StringComparer.Ordinal)];
        return string.Join("; ", asked.Take(Most)) + (asked.Length > Most ? $"; and {asked.Length - Most} more" : "");
    }

    /// <summary>What opens those logs alone that a digest vouches for; null where that is not asked for.</summary>
    private VouchedLogs? Vouched(AwsClients clients)
    {
        if (!cmdlet.Validated)
        {
            return null;
        }

        _source!.IsValidated = true;
        var vouched = AuditLogs.Vouched(clients, cmdlet.PublicKeys, cmdlet.RequestPayer is not null, _source, _run!.WarnNotValid, stop);
        _vouched.Add(vouched);
        return vouched;
    }

    private void Read(RoleEventFilter filter, LogFileReader reader, string key)
    {
        if (IsWanted(filter, key))
        {
            _run!.Add(_logs!, cmdlet.BucketName, key, cmdlet.RequestPayer is not null, reader);
        }
        else
        {
            _source!.Read.AddPassedOver();
        }
    }

    /// <summary>Whether an object may be a log of the window. One that the pipeline brings has to be named as one too.</summary>
    private bool IsWanted(RoleEventFilter filter, string key)
    {
        var slash = key.LastIndexOf('/');
        var name = key[(slash + 1)..];
        return name.Length > 0
            && !LogFileName.IsDigestOrInsight(name)
            && !OtherService().IsMatch(key)
            && (cmdlet.IsBound(nameof(cmdlet.Key)) || LogFileName.IsLog(name))
            && (slash <= 0 || LogFileName.CanHold(key[..slash], filter.StartTime, filter.EndTime));
    }

    private void AddTrail(AwsClients clients, RoleEventFilter filter, string name)
    {
        if (cmdlet.FindTrail(clients, name) is not { } trail)
        {
            return;
        }

        if (trail.S3BucketName is not { } bucket)
        {
            cmdlet.WriteError(Errors.TrailWithoutBucket(name));
            return;
        }

        cmdlet.WriteVerbose($"The trail {trail.Name} delivers to s3://{bucket}/{TrailLookup.PrefixOf(trail.S3KeyPrefix)}.");
        var account = trail.TrailARN.Split(':')[4];
        var query = Query(filter, bucket) with { KeyPrefix = TrailLookup.PrefixOf(trail.S3KeyPrefix) };
        query = query with
        {
            IsOfAccount = !trail.IsOrganizationTrail,
            AccountIds = trail.IsOrganizationTrail ? query.AccountIds : [account],
            Regions = query.Regions.Count > 0 || trail.IsMultiRegionTrail ? query.Regions : [trail.HomeRegion],
        };
        RoleRequests.Add(_requests, new Request(clients, query, filter, cmdlet.Asked));
    }

    private BucketQuery Query(RoleEventFilter filter, string bucket) => new()
    {
        BucketName = bucket,
        AccountIds = cmdlet.AccountId,
        Regions = cmdlet.EventRegions,
        StartTime = filter.StartTime,
        EndTime = filter.EndTime,
        PaysRequests = cmdlet.RequestPayer is not null,
    };

    /// <summary>Config, VPC flow logs and others deliver below AWSLogs too, each in a folder of its own.</summary>
    [GeneratedRegex(@"(^|/)AWSLogs/(o-[a-z0-9]+/)?[0-9]{12}/(?!CloudTrail)[A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex OtherService();

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, and the looser names of old ones in us-east-1.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex BucketName();

    private sealed record Request(AwsClients Clients, BucketQuery Query, RoleEventFilter Filter, string Asked) : IRoleRequest<Request>
    {
        public Request WithRolesOf(Request other) => this with { Filter = Filter.WithRolesOf(other.Filter) };

        public bool DiffersInRolesAlone(Request other) =>
            ReferenceEquals(Clients, other.Clients) && Filter.StartTime == other.Filter.StartTime && Filter.EndTime == other.Filter.EndTime
            && Query with { AccountIds = [], Regions = [] } == other.Query with { AccountIds = [], Regions = [] }
            && Query.AccountIds.SequenceEqual(other.Query.AccountIds) && Query.Regions.SequenceEqual(other.Query.Regions);
    }
}
