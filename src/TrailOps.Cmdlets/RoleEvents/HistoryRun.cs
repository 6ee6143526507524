using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using TrailOps.Aws.Connection;
using TrailOps.Aws.Events;

namespace TrailOps.Cmdlets;

/// <summary>One reading of event history: regions side by side, each at the pace that AWS allows.</summary>
/// <param name="cmdlet">Reports what is found.</param>
/// <param name="writer">Puts out the events.</param>
/// <param name="filter">Which events are wanted.</param>
/// <param name="source">Told what is read.</param>
internal sealed class HistoryRun(AwsCmdlet cmdlet, EventWriter writer, RoleEventFilter filter, RoleEventSource source)
{
    /// <summary>More than AWS has regions.</summary>
    private const int MostRegions = 64;

    private readonly RunProgress _progress = new(0x54_4F_02, "Reading event history");
    private readonly ConcurrentDictionary<string, Exception> _notEnabled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Region, DateTime Settled)> _unsettled = new(StringComparer.Ordinal);

    /// <summary>Until when it waits for events that are still on their way; null: it does not.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether all regions are asked, so that one that is not enabled in the account is no error.</summary>
    public bool IsOfAllRegions { get; init; }

    /// <summary>Asks, and puts out what comes.</summary>
    public void Read(AwsClients clients, IReadOnlyList<LookupQuery> queries)
    {
        cmdlet.Run(output =>
        {
            var history = new EventHistory(clients, filter, source, (item, damage) => output.WriteError(() => Damaged(item, damage)));
            var settling = Timeout is { } timeout ? new SettlingHistory(history, clients, timeout, (query, settled, end, left) => Waiting(output, query, settled, end, left)) : null;
            return Parallel.ForEachAsync(
                queries,
                new ParallelOptions { MaxDegreeOfParallelism = MostRegions, CancellationToken = output.Stop },
                async (query, _) => await ReadAsync(output, clients, query, settling is null ? history.PagesAsync(query, output.Stop) : settling.PagesAsync(query, output.Stop)).ConfigureAwait(false));
        });
        End(queries);
    }

    private string Unsettled => string.Join(", ", _unsettled.Values.Select(part => part.Region).Distinct().Order(StringComparer.Ordinal));

    private async Task ReadAsync(WorkerOutput output, AwsClients clients, LookupQuery query, IAsyncEnumerable<IReadOnlyList<RoleEvent>> pages)
    {
        output.WriteDebug($"LookupEvents in {query}");
        var begun = clients.Now;
        var hasAnswered = false;
        try
        {
            await foreach (var page in pages.WithCancellation(output.Stop).ConfigureAwait(false))
            {
                hasAnswered = true;
                if (page.Count > 0)
                {
                    await output.WriteAsync(to => writer.Write(to, source, page)).ConfigureAwait(false);
                }

                if (_progress.IsDue)
                {
                    output.WriteProgress(_progress.Make($"{source.Read.Requests} requests, {source.Read.Records} events looked at, {source.EventCount} found", null));
                }
            }

            source.AddRegion(query.Region);
            if (Timeout is null)
            {
                source.SetSettled($"{query}", begun - LookupQuery.Delay);
            }
        }
        catch (Exception e) when (!output.Stop.IsCancellationRequested)
        {
            if (IsOfAllRegions && !hasAnswered && AwsFailure.Of(e) is { ErrorCode: "UnrecognizedClientException" } or { IsHostUnknown: true })
            {
                // So AWS says that a region is not enabled in the account; or the SDK knows it before it is open.
                _notEnabled.TryAdd(query.Region, e);
                output.WriteVerbose($"{query.Region} is not enabled in the account.");
            }
            else
            {
                _unsettled.TryRemove($"{query}", out _);
                output.WriteError(() => Failed(query.Region, e));
            }
        }
    }

    private void Waiting(WorkerOutput output, LookupQuery query, DateTime settled, DateTime end, TimeSpan left)
    {
        source.SetSettled($"{query}", settled);
        if (settled >= end)
        {
            _unsettled.TryRemove($"{query}", out _);
            return;
        }

        _unsettled[$"{query}"] = (query.Region, settled);
        var wait = end - settled;
        output.WriteProgress(_progress.Make(
            $"{source.EventCount} events so far. Waiting for those still on their way in {Unsettled}: complete in {Shown(wait)}, time-out in {Shown(left)}",
            1 - (wait / LookupQuery.Delay)));
    }

    private static string Shown(TimeSpan time) => TimeSpan.FromSeconds((long)time.TotalSeconds).ToString("c", CultureInfo.InvariantCulture);

    private static string Shown(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private void End(IReadOnlyList<LookupQuery> queries)
    {
        source.IsComplete = true;
        source.Covered = [.. source.Regions.Select(region => $"event history of {region}")];
        if (_progress.End() is { } end)
        {
            cmdlet.WriteProgress(end);
        }

        cmdlet.WriteVerbose(
            $"Looked at {source.Read.Records} events{(source.Regions.Count > 0 ? $" of {string.Join(", ", source.Regions)}" : "")} in {source.Read.Requests} requests, of which {source.Read.Throttled} were throttled; found {source.EventCount} events and {source.Duplicates} repetitions.");
        if (!_notEnabled.IsEmpty && _notEnabled.Count == queries.Select(query => query.Region).Distinct(StringComparer.Ordinal).Count())
        {
            // In none of them: so it is the keys that AWS does not know.
            var (region, cause) = _notEnabled.First();
            cmdlet.WriteError(Failed(region, cause));
        }

        if (!_unsettled.IsEmpty)
        {
            cmdlet.WriteWarning(
                $"The time-out of {Shown(Timeout!.Value)} came before all events had: in {Unsettled}, those after {Shown(_unsettled.Values.Min(part => part.Settled))} UTC may be missing. "
                + "Event history may take 15 minutes to show an event: ask again, or wait longer with -Timeout.");
        }
        else if (source.EventCount == 0 && source.Regions.Count > 0)
        {
            cmdlet.WriteWarning(
                $"No event found. Searched for {source.Asked} in the event history of {string.Join(", ", source.Regions)}: {source.Read.Records} events were looked at."
                + (Timeout is null ? " It may take 15 minutes to show an event (-Wait waits for it). It has no data events. What was called in other regions is in those (-AllRegions). Names of sessions are compared with their case." : ""));
        }
    }

    private ErrorRecord Failed(string region, Exception cause)
    {
        var error = Errors.History(region, cause);
        source.AddFailure(new RoleEventSourceFailure(region, new LogDamage(LogDamageKind.Unreadable, error.Exception.Message)));
        return error;
    }

    private ErrorRecord Damaged(string item, LogDamage damage)
    {
        source.AddFailure(new RoleEventSourceFailure(item, damage));
        return Errors.HistoryDamaged(item, damage);
    }
}
