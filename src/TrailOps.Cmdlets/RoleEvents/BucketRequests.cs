using TrailOps.Aws;
using TrailOps.Aws.Connection;
using TrailOps.Aws.Events;
using TrailOps.Events;

namespace TrailOps.Cmdlets;

/// <summary>What Get-RoleEvents is to find in buckets: all logs of a period, those of a trail, or objects by their keys.</summary>
internal sealed class BucketRequests(GetRoleEventsCommand cmdlet, EventWriter writer, CancellationToken stop) : IDisposable
{
    private const string Folder = "AWSLogs";

    private RoleEventSource? _source;
    private BucketRun? _run;
    private AwsClients? _clients;
    private BucketLogs? _logs;

    /// <summary>Starts to read for the parameters as they are now, and puts out what is there already.</summary>
    public void Add(RoleEventFilter filter)
    {
        if (filter.EndTime < filter.StartTime)
        {
            cmdlet.WriteError(Errors.WindowReversed(filter.StartTime.Value, filter.EndTime.Value));
            return;
        }

        filter = filter with { HasOwnRoles = true };
        var clients = cmdlet.Clients();
        _source ??= new RoleEventSource(RoleEventSourceKind.Bucket, filter + cmdlet.Asked) { StartTime = filter.StartTime, EndTime = filter.EndTime };
        _run ??= new BucketRun(cmdlet, writer, _source, cmdlet.ObjectLimit, cmdlet.CachePath is { } path ? cmdlet.GetUnresolvedProviderPathFromPSPath(path) : null, stop);
        if (_logs is null || !ReferenceEquals(_clients, clients))
        {
            (_clients, _logs) = (clients, new BucketLogs(clients, _source, _run.Cache));
        }

        var reader = new LogFileReader(filter, _source);
        if (cmdlet.Key.Length > 0)
        {
            Array.ForEach(cmdlet.Key, key => Add(filter, reader, key));
        }
        else if (cmdlet.TrailName.Length == 0)
        {
            _run.Add(_logs, Query(filter, cmdlet.BucketName) with { KeyPrefix = Prefix(cmdlet.KeyPrefix), OrganizationId = cmdlet.OrganizationId }, reader);
        }
        else
        {
            Array.ForEach(cmdlet.TrailName, name => Add(clients, filter, reader, name));
        }
    }

    /// <summary>Puts out all the rest.</summary>
    public void End() => _run?.End();

    public void Dispose() => _run?.Dispose();

    private void Add(RoleEventFilter filter, LogFileReader reader, string key)
    {
        var slash = key.LastIndexOf('/');
        var name = key[(slash + 1)..];
        var isPassedOver = name.Length == 0 || LogFileName.IsDigestOrInsight(name) || (slash > 0 && !LogFileName.CanHold(key[..slash], filter.StartTime, filter.EndTime));
        if (isPassedOver)
        {
            _source!.Read.AddPassedOver();
        }
        else
        {
            _run!.Add(_logs!, cmdlet.BucketName, key, cmdlet.RequestPayer is not null, reader);
        }
    }

    private void Add(AwsClients clients, RoleEventFilter filter, LogFileReader reader, string name)
    {
        if (Find(clients, name) is not { } trail)
        {
            return;
        }

        if (trail.S3BucketName is not { } bucket)
        {
            cmdlet.WriteError(Errors.TrailWithoutBucket(name));
            return;
        }

        cmdlet.WriteVerbose($"The trail {trail.Name} delivers to s3://{bucket}/{Prefix(trail.S3KeyPrefix)}.");
        var account = trail.TrailARN.Split(':')[4];
        var query = Query(filter, bucket) with { KeyPrefix = Prefix(trail.S3KeyPrefix) };
        _run!.Add(
            _logs!,
            query with
            {
                IsOfAccount = !trail.IsOrganizationTrail,
                AccountIds = trail.IsOrganizationTrail ? query.AccountIds : [account],
                Regions = query.Regions.Count > 0 || trail.IsMultiRegionTrail ? query.Regions : [trail.HomeRegion],
            },
            reader);
    }

    /// <summary>Looks the trail up, in its home region or in those that are asked. Where it is in none, that is an error.</summary>
    private AuditTrail? Find(AwsClients clients, string name)
    {
        var home = TrailNames.HomeOf(name);
        IReadOnlyList<string> regions = home is not null ? [home] : cmdlet.Region is { Length: > 0 } given ? given : [clients.Region];
        var trails = new AuditTrails(clients);
        AuditTrail? found = null;
        List<string> failed = [];
        cmdlet.Run(async output =>
        {
            foreach (var region in regions)
            {
                try
                {
                    var there = await trails.DescribeAsync(region, output.Stop).ConfigureAwait(false);
                    found ??= there.FirstOrDefault(trail => home is null ? trail.Name.Equals(name, StringComparison.OrdinalIgnoreCase) : trail.TrailARN == name);
                }
                catch (Exception e) when (!output.Stop.IsCancellationRequested)
                {
                    failed.Add(region);
                    output.WriteError(() => Errors.Aws(e, region));
                }
            }
        });
        if (found is null)
        {
            cmdlet.WriteError(Errors.AuditTrailNotFound(name, [.. regions.Except(failed)], failed));
        }

        return found;
    }

    private BucketQuery Query(RoleEventFilter filter, string bucket) => new()
    {
        BucketName = bucket,
        AccountIds = cmdlet.AccountId,
        Regions = cmdlet.Region,
        StartTime = filter.StartTime,
        EndTime = filter.EndTime,
        PaysRequests = cmdlet.RequestPayer is not null,
    };

    /// <summary>What stands before AWSLogs, also for one who gave that too.</summary>
    private static string Prefix(string? given)
    {
        var prefix = (given ?? "").Trim('/');
        return prefix == Folder ? "" : prefix.EndsWith("/" + Folder, StringComparison.Ordinal) ? prefix[..^(Folder.Length + 1)] : prefix;
    }
}
