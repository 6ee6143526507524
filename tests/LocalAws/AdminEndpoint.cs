using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using TrailOps.LocalAws.Faults;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws;

/// <summary>
/// What scripts can do to a running LocalAws: <c>POST /_localaws/faults</c> (a <see cref="Fault"/> as JSON), <c>DELETE /_localaws/faults</c>,
/// <c>GET /_localaws/requests</c>, <c>GET /_localaws/events</c>, <c>POST /_localaws/clock</c> (<c>{"AdvanceSeconds": 3600}</c> or
/// <c>{"AheadSeconds": 600}</c>), <c>POST /_localaws/options</c> (<c>PolicyDelaySeconds</c>, <c>EventHistoryDelaySeconds</c>,
/// <c>LogDeliveryIntervalSeconds</c>, <c>ThrottleLookupEvents</c>, <c>SecureTransport</c>) and <c>GET /_localaws/health</c>.
/// </summary>
internal sealed class AdminEndpoint(AwsWorld world, FaultList faults, RequestLog log)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = null,
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RunAsync(context).ConfigureAwait(false);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync(error.Message, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(HttpContext context)
    {
        switch (context.Request.Method, context.Request.Path.Value)
        {
            case ("POST", "/_localaws/faults"):
                faults.Add(await ReadAsync<Fault>(context).ConfigureAwait(false));
                await AnswerAsync(context, new { }).ConfigureAwait(false);
                break;
            case ("DELETE", "/_localaws/faults"):
                faults.Clear();
                await AnswerAsync(context, new { }).ConfigureAwait(false);
                break;
            case ("GET", "/_localaws/requests"):
                await AnswerAsync(context, log.All).ConfigureAwait(false);
                break;
            case ("GET", "/_localaws/events"):
                await AnswerAsync(context, world.EventRecords().Select(record => JsonElement.Parse(record))).ConfigureAwait(false);
                break;
            case ("POST", "/_localaws/clock"):
                Move(await ReadAsync<ClockMove>(context).ConfigureAwait(false));
                await AnswerAsync(context, new { world.Clock.UtcNow }).ConfigureAwait(false);
                break;
            case ("POST", "/_localaws/options"):
                Change(await ReadAsync<OptionsChange>(context).ConfigureAwait(false));
                await AnswerAsync(context, new { }).ConfigureAwait(false);
                break;
            case ("GET", "/_localaws/health"):
                await AnswerAsync(context, new { Accounts = world.Accounts.Select(account => account.Id) }).ConfigureAwait(false);
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    }

    private static async Task<T> ReadAsync<T>(HttpContext context) =>
        await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Json, context.RequestAborted).ConfigureAwait(false) ?? throw new JsonException("The body is null.");

    private static Task AnswerAsync(HttpContext context, object answer) =>
        context.Response.WriteAsync(JsonSerializer.Serialize(answer, Json), context.RequestAborted);

    private void Move(ClockMove move)
    {
        world.Clock.Advance(TimeSpan.FromSeconds(move.AdvanceSeconds));
        if (move.AheadSeconds is { } ahead)
        {
            world.Clock.Ahead = TimeSpan.FromSeconds(ahead);
        }
    }

    private void Change(OptionsChange change)
    {
        var options = world.Options;
        options.PolicyDelay = Time(change.PolicyDelaySeconds) ?? options.PolicyDelay;
        options.EventHistoryDelay = Time(change.EventHistoryDelaySeconds) ?? options.EventHistoryDelay;
        options.LogDeliveryInterval = Time(change.LogDeliveryIntervalSeconds) ?? options.LogDeliveryInterval;
        options.ThrottleLookupEvents = change.ThrottleLookupEvents ?? options.ThrottleLookupEvents;
        options.SecureTransport = change.SecureTransport ?? options.SecureTransport;

        static TimeSpan? Time(double? seconds) => seconds is { } known ? TimeSpan.FromSeconds(known) : null;
    }

    private sealed record ClockMove(double AdvanceSeconds = 0, double? AheadSeconds = null);

    private sealed record OptionsChange(
        double? PolicyDelaySeconds = null, double? EventHistoryDelaySeconds = null, double? LogDeliveryIntervalSeconds = null, bool? ThrottleLookupEvents = null, bool? SecureTransport = null);
}
