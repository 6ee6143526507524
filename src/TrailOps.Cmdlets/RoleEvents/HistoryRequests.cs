using System.Globalization;
using TrailOps.Aws;
using TrailOps.Aws.Connection;
using TrailOps.Aws.Events;

namespace TrailOps.Cmdlets;

/// <summary>
/// What Get-RoleEvents is to find in event history. Requests that differ in the role alone are one reading.
/// </summary>
internal sealed class HistoryRequests(GetRoleEventsCommand cmdlet, EventWriter writer)
{
    private static readonly TimeSpan DefaultPeriod = TimeSpan.FromHours(1);

    private readonly List<Request> _requests = [];
    private bool _hasToldRegions;

    /// <summary>Takes the request for the parameters as they are now.</summary>
    public void Add(RoleEventFilter filter)
    {
        var clients = cmdlet.Clients();
        var now = clients.Now;
        if (now - filter.EndTime > LookupQuery.Kept)
        {
            cmdlet.WriteError(Errors.HistoryTooOld(filter.EndTime!.Value));
            return;
        }

        if (filter.EndTime < filter.StartTime)
        {
            cmdlet.WriteError(Errors.WindowReversed(filter.StartTime.Value, filter.EndTime.Value));
            return;
        }

        // An account's history is its own: events of its regions, and its own roles where only a name is given.
        filter = filter with { Regions = [], HasOwnRoles = true };
        var regions = Regions(clients);
        RoleRequests.Add(_requests, new Request(clients, filter, regions, Values(), cmdlet.Asked));
    }

    /// <summary>Reads what was asked for.</summary>
    public void Read() => _requests.ForEach(Read);

    private void Read(Request request)
    {
        var now = request.Clients.Now;
        var asked = request.Filter.StartTime ?? (request.Filter.EndTime < now ? request.Filter.EndTime.Value : now) - DefaultPeriod;
        var start = asked > now - LookupQuery.Kept ? asked : now - LookupQuery.Kept;
        if (asked < start)
        {
            cmdlet.WriteWarning(string.Create(CultureInfo.InvariantCulture, $"Event history goes back 90 days: what is before {start:yyyy-MM-dd HH:mm:ss} UTC is in the trail's bucket only (-TrailName, -BucketName)."));
        }

        var filter = request.Filter with { StartTime = start };
        var source = new RoleEventSource(RoleEventSourceKind.EventHistory, filter + request.Asked)
        {
            StartTime = start,
            EndTime = filter.EndTime < now ? filter.EndTime : now,
            Covered = [.. request.Regions.Select(region => $"event history of {region}")],
        };
        var run = new HistoryRun(cmdlet, writer, filter, source) { Timeout = cmdlet.WaitFor, IsOfAllRegions = cmdlet.AllRegions };
        run.Read(request.Clients, LookupQuery.Make(request.Regions, start, filter.EndTime, request.Values));
    }

    private IReadOnlyList<string> Regions(AwsClients clients)
    {
        if (cmdlet.AllRegions)
        {
            return AwsRegions.OfPartitionOf(clients.Region);
        }

        if (cmdlet.EventRegions is { Length: > 0 } given)
        {
            return [.. given.Distinct(StringComparer.Ordinal)];
        }

        var global = AwsRegions.GlobalOf(clients.Region);
        if (!_hasToldRegions)
        {
            _hasToldRegions = true;
            cmdlet.WriteVerbose(
                $"Event history of {clients.Region}{(global == clients.Region ? ", where events of global services are too" : $" and of {global}, where events of global services are")}. -Region or -AllRegions ask others.");
        }

        return global == clients.Region ? [global] : [clients.Region, global];
    }

    private LookupValues Values() => new()
    {
        AccessKeyIds = cmdlet.AccessKeyId,
        SessionNames = cmdlet.SessionNames,
        EventNames = cmdlet.EventName,
        EventSources = [.. cmdlet.EventSource.Select(EventSourceName.Complete)],
        IsReadOnly = cmdlet.IsReadOnly,
    };

    private sealed record Request(AwsClients Clients, RoleEventFilter Filter, IReadOnlyList<string> Regions, LookupValues Values, string Asked) : IRoleRequest<Request>
    {
        public Request WithRolesOf(Request other) => this with { Filter = Filter.WithRolesOf(other.Filter) };

        public bool DiffersInRolesAlone(Request other) =>
            ReferenceEquals(Clients, other.Clients) && Filter.StartTime == other.Filter.StartTime && Filter.EndTime == other.Filter.EndTime
            && Regions.SequenceEqual(other.Regions) && Values.SessionNames.SequenceEqual(other.Values.SessionNames);
    }
}
