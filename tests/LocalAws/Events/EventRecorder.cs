using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Events;

/// <summary>
/// Writes the record of a call: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
/// </summary>
internal static class EventRecorder
{
    private const string Version = "1.11";
    private const int MaxErrorMessage = 1024;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Record(Call call)
    {
        if (call.Operation is not { } operation || !call.IsAuthenticated)
        {
            return;
        }

        call.Resources.AddRange(call.Service.EventResources(call));
        var own = call.Caller.Account?.Id;
        var shared = call.OtherAccount is not null && call.OtherAccount != own ? Guid.NewGuid().ToString() : null;
        foreach (var account in new[] { own, call.OtherAccount }.OfType<string>().Distinct())
        {
            Add(call, operation, account, shared);
        }
    }

    private static void Add(Call call, Operation operation, string account, string? sharedId)
    {
        var id = Guid.NewGuid().ToString();
        var region = call.Service.IsGlobal ? World.Partition.GlobalRegion(call.Partition) : call.Region;
        JsonObject record = new()
        {
            ["eventVersion"] = Version,
            ["userIdentity"] = EventIdentity.Of(call.Caller, isOwn: account == call.Caller.Account?.Id),
            ["eventTime"] = RequestContext.Time(call.Now),
            ["eventSource"] = call.Service.EventSource,
            ["eventName"] = operation.EventName ?? operation.Name,
            ["awsRegion"] = region,
            ["sourceIPAddress"] = call.Request.RemoteAddress.MapToIPv4().ToString(),
            ["userAgent"] = call.Service.SignsLikeS3 ? $"[{call.Request.UserAgent}]" : call.Request.UserAgent,
        };
        if (call.Error is { } error)
        {
            record["errorCode"] = error.EventCode ?? (error.IsRefusal ? error.Code : EventError(error.Code));
            record["errorMessage"] = error.Message.Length <= MaxErrorMessage ? error.Message : error.Message[..(MaxErrorMessage - 3)] + "...";
        }

        record["requestParameters"] = call.Service.EventParameters(call);
        record["responseElements"] = call.Error is null ? call.ResponseElements?.DeepClone() : null;
        AddRest(record, call, operation, id, account, sharedId);
        call.World.Events.Add(new RecordedEvent
        {
            Id = id,
            Time = DateTimeOffset.FromUnixTimeSeconds(call.Now.ToUnixTimeSeconds()),
            Account = account,
            Region = region,
            Source = call.Service.EventSource,
            Name = operation.EventName ?? operation.Name,
            IsReadOnly = operation.IsReadOnly,
            Category = operation.IsData ? "Data" : "Management",
            Username = Username(call.Caller),
            AccessKeyId = call.Caller.Key?.Id,
            Resources = [.. call.Resources],
            Record = record.ToJsonString(Plain),
        });
    }

    private static void AddRest(JsonObject record, Call call, Operation operation, string id, string account, string? sharedId)
    {
        if (call.AdditionalEventData is { } data)
        {
            record["additionalEventData"] = data.DeepClone();
        }

        record["requestID"] = call.RequestId;
        record["eventID"] = id;
        record["readOnly"] = operation.IsReadOnly;
        if (call.Resources.Where(resource => resource.Arn is not null).ToList() is { Count: > 0 } resources)
        {
            record["resources"] = new JsonArray([.. resources.Select(Resource)]);
        }

        record["eventType"] = "AwsApiCall";
        record["managementEvent"] = !operation.IsData;
        record["recipientAccountId"] = account;
        if (sharedId is not null)
        {
            record["sharedEventID"] = sharedId;
        }

        record["eventCategory"] = operation.IsData ? "Data" : "Management";
        record["tlsDetails"] = new JsonObject
        {
            ["tlsVersion"] = "TLSv1.3",
            ["cipherSuite"] = "TLS_AES_128_GCM_SHA256",
            ["clientProvidedHostHeader"] = call.Request.Host,
        };
    }

    private static JsonObject Resource(EventResource resource)
    {
        JsonObject written = [];
        if (resource.Account is not null)
        {
            written["accountId"] = resource.Account;
        }

        if (resource.Type is not null)
        {
            written["type"] = resource.Type;
        }

        written["ARN"] = resource.Arn;
        return written;
    }

    // IAM's errors have the names of their classes in records.
    private static string EventError(string code) => code switch
    {
        "NoSuchEntity" => "NoSuchEntityException",
        "EntityAlreadyExists" => "EntityAlreadyExistsException",
        "LimitExceeded" => "LimitExceededException",
        "DeleteConflict" => "DeleteConflictException",
        "MalformedPolicyDocument" => "MalformedPolicyDocumentException",
        "UnmodifiableEntity" => "UnmodifiableEntityException",
        "InvalidInput" => "InvalidInputException",
        "ValidationError" => "ValidationException",
        _ => code,
    };

    private static string? Username(Caller caller) =>
        caller.Role is not null ? caller.Session!.Name
        : caller.User?.Name ?? (caller.IsRoot ? "root" : caller.Account is null ? caller.UserId.Split(':').Last() : null);
}
