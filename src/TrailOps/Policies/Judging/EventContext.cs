using System.Globalization;
using System.Net;
using System.Text.Json;
using TrailOps.Events;

namespace TrailOps.Policies;

/// <summary>
/// The condition keys that a record tells of its request
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html). Others were there too, and nobody can see them afterwards.
/// </summary>
internal static class EventContext
{
    public static RequestContext Of(RoleEvent e)
    {
        var context = new RequestContext();
        context.Set("aws:PrincipalArn", e.RoleArn);
        context.Set("aws:PrincipalType", "AssumedRole");
        context.Set("aws:PrincipalAccount", e.RoleArn.Split(':')[4]);
        Set(context, "aws:RequestedRegion", e.Region);
        Set(context, "aws:UserAgent", e.UserAgent);
        Set(context, "aws:userid", PrincipalId(e));
        if (IPAddress.TryParse(e.SourceIPAddress, out _))
        {
            context.Set("aws:SourceIp", e.SourceIPAddress!);
        }

        if (e.EventTime is { } time)
        {
            context.Set("aws:CurrentTime", time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            context.Set("aws:EpochTime", new DateTimeOffset(time).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }

        var isVia = e.InvokedBy is { } by && ServiceCall.IsService(by);
        context.Set("aws:ViaAWSService", isVia ? "true" : "false");
        if (isVia)
        {
            context.Set("aws:CalledVia", e.InvokedBy!);
            context.Set("aws:CalledViaFirst", e.InvokedBy!);
            context.Set("aws:CalledViaLast", e.InvokedBy!);
        }

        AddFromRecord(e, context);
        return context;
    }

    private static string? PrincipalId(RoleEvent e) => e.Raw(RecordField.IdentityPrincipalId) is { IsEmpty: false } id ? JsonText.Decode(id) : null;

    /// <summary>What else the record has, for which an event keeps no place.</summary>
    private static void AddFromRecord(RoleEvent e, RequestContext context)
    {
        using var json = JsonDocument.Parse(e.Json);
        var root = json.RootElement;
        Set(context, "aws:SourceVpce", Text(root, "vpcEndpointId"));
        if (Text(root, "tlsDetails", "tlsVersion") is not null)
        {
            context.Set("aws:SecureTransport", "true");
        }

        Set(context, "aws:MultiFactorAuthPresent", Text(root, "userIdentity", "sessionContext", "attributes", "mfaAuthenticated"));
        Set(context, "aws:TokenIssueTime", Text(root, "userIdentity", "sessionContext", "attributes", "creationDate"));
        Set(context, "aws:SourceIdentity", Text(root, "userIdentity", "sessionContext", "sourceIdentity"));
        Set(context, "aws:FederatedProvider", Text(root, "userIdentity", "sessionContext", "webIdFederationData", "federatedProvider"));
    }

    private static string? Text(JsonElement at, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.String ? TextOf(at) : null;
    }

    /// <summary>A text; one with half a character in it is none.</summary>
    private static string? TextOf(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static void Set(RequestContext context, string key, string? value)
    {
        if (value is { Length: > 0 })
        {
            context.Set(key, value);
        }
    }
}
