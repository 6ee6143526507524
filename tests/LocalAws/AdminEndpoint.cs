using System.Globalization;
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
                faults.Add((await JsonSerializer.DeserializeAsync<Fault>(context.Request.Body, Json, context.RequestAborted).ConfigureAwait(false))!);
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
                MoveClock(await ReadAsync(context).ConfigureAwait(false));
                await AnswerAsync(context, new { world.Clock.UtcNow }).ConfigureAwait(false);
                break;
            case ("POST", "/_localaws/options"):
                Set(await ReadAsync(context).ConfigureAwait(false));
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

    private static ValueTask<Dictionary<string, JsonElement>?> ReadAsync(HttpContext context) =>
        JsonSerializer.DeserializeAsync<Dictionary<string, JsonElement>>(context.Request.Body, Json, context.RequestAborted);

    private static Task AnswerAsync(HttpContext context, object answer) =>
        context.Response.WriteAsync(JsonSerializer.Serialize(answer, Json), context.RequestAborted);

    private void MoveClock(Dictionary<string, JsonElement>? asked)
    {
        foreach (var (name, value) in asked ?? [])
        {
            var time = TimeSpan.FromSeconds(value.GetDouble());
            if (name == "AdvanceSeconds")
            {
                world.Clock.Advance(time);
            }
            else if (name == "AheadSeconds")
            {
                world.Clock.Ahead = time;
            }
            else
            {
                throw Unknown(name);
            }
        }
    }

    private void Set(Dictionary<string, JsonElement>? asked)
    {
        foreach (var (name, value) in asked ?? [])
        {
            switch (name)
            {
                case "PolicyDelaySeconds":
                    world.Options.PolicyDelay = TimeSpan.FromSeconds(value.GetDouble());
                    break;
                case "EventHistoryDelaySeconds":
                    world.Options.EventHistoryDelay = TimeSpan.FromSeconds(value.GetDouble());
                    break;
                case "LogDeliveryIntervalSeconds":
                    world.Options.LogDeliveryInterval = TimeSpan.FromSeconds(value.GetDouble());
                    break;
                case "ThrottleLookupEvents":
                    world.Options.ThrottleLookupEvents = value.GetBoolean();
                    break;
                case "SecureTransport":
                    world.Options.SecureTransport = value.GetBoolean();
                    break;
                default:
                    throw Unknown(name);
            }
        }
    }

    private static ArgumentException Unknown(string name) => new(string.Create(CultureInfo.InvariantCulture, $"LocalAws knows no '{name}' here."));
}
