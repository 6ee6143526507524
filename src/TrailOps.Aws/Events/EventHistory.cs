using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Amazon.CloudTrail.Model;
using TrailOps.Aws.Connection;
using TrailOps.Events;

namespace TrailOps.Aws.Events;

/// <summary>Reads event history, region by region, newest first: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html</summary>
/// <param name="clients">The account's.</param>
/// <param name="filter">Which events come out.</param>
/// <param name="source">Told what was read.</param>
/// <param name="onDamage">Told of an event without a record that can be read: its region and id, and what is wrong.</param>
internal sealed class EventHistory(AwsClients clients, RoleEventFilter filter, RoleEventSource source, Action<string, LogDamage> onDamage)
{
    private const int PageSize = 50;

    private readonly Persistence _persistence = new(clients.MaxAttempts);

    /// <summary>The wanted events, a page at a time; the next page is asked for when this one has been taken.</summary>
    public async IAsyncEnumerable<IReadOnlyList<RoleEvent>> PagesAsync(LookupQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pacer = LookupPacer.For(await clients.CallerKeyAsync().ConfigureAwait(false), query.Region);
        string? token = null;
        DateTime? reached = null;
        while (true)
        {
            LookupEventsResponse page;
            try
            {
                page = await AskAsync(pacer, query, token, cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidNextTokenException) when (token is not null && reached is not null && reached != query.EndTime)
            {
                // Tokens don't live for ever. It begins anew where it was; what comes once more is known by its id.
                query = query with { EndTime = reached };
                token = null;
                continue;
            }

            var events = page.Events ?? [];
            yield return Wanted(query.Region, events);
            if (string.IsNullOrEmpty(page.NextToken))
            {
                yield break;
            }

            token = page.NextToken != token ? page.NextToken : throw new InvalidDataException($"LookupEvents gave the token of a page as that of the next one, in {query}.");
            reached = events is [.., { EventTime: { } time }] ? time.ToUniversalTime() : reached;
        }
    }

    private Task<LookupEventsResponse> AskAsync(LookupPacer pacer, LookupQuery query, string? token, CancellationToken cancellationToken) => _persistence.AskAsync(
        async before =>
        {
            await pacer.WaitAsync(cancellationToken).ConfigureAwait(false);
            source.Read.AddRequest();

            var request = new LookupEventsRequest
            {
                StartTime = query.StartTime,
                EndTime = query.EndTime,
                LookupAttributes = query.By is { } by ? [by] : null,
                MaxResults = PageSize,
                NextToken = token,
            };
            return await clients.CloudTrail(query.Region, asksOnce: !Persistence.IsMendedBySdk(before)).LookupEventsAsync(request, cancellationToken).ConfigureAwait(false);
        },
        (failure, pause) =>
        {
            ConnectionUi.Current.Verbose($"LookupEvents in {query}: {failure}; asked again in {pause.TotalSeconds:F1} s.");
            if (failure == AwsFailureKind.Throttled)
            {
                source.Read.AddThrottled();
                pacer.Pause(pause);
            }
        },
        cancellationToken);

    private List<RoleEvent> Wanted(string region, List<Event> events)
    {
        var wanted = new List<RoleEvent>();
        foreach (var item in events)
        {
            var record = Encoding.UTF8.GetBytes(item.CloudTrailEvent ?? "");
            source.Read.AddRecord(record.Length);
            if (!TryParse(record, out var fields, out var problem))
            {
                onDamage($"{region}: event {item.EventId}", new LogDamage(LogDamageKind.InvalidJson, problem));
            }
            else if (filter.Find(record, fields, source) is { } found)
            {
                wanted.Add(found);
            }
        }

        return wanted;
    }

    private static bool TryParse(byte[] record, out RecordFields fields, out string problem)
    {
        fields = default;
        problem = "its CloudTrailEvent is no record: it has no eventSource and eventName";
        try
        {
            fields = RecordParser.Parse(record);
            return RecordParser.IsEvent(fields);
        }
        catch (JsonException e)
        {
            problem = $"its CloudTrailEvent can't be read: {RecordParser.WhyNot(e)}";
            return false;
        }
    }
}
