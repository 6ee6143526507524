using System.Globalization;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Iam;

namespace TrailOps.LocalAws.Authorization;

/// <summary>The global condition keys: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html</summary>
internal static class RequestContext
{
    public static Dictionary<string, IReadOnlyList<string>> Of(Call call, Caller caller, Access access)
    {
        Dictionary<string, IReadOnlyList<string>> keys = new(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:CurrentTime"] = [Time(call.Now)],
            ["aws:EpochTime"] = [call.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)],
            ["aws:SecureTransport"] = [call.World.Options.SecureTransport ? "true" : "false"],
            ["aws:SourceIp"] = [call.Request.RemoteAddress.MapToIPv4().ToString()],
            ["aws:UserAgent"] = [call.Request.UserAgent],
            ["aws:RequestedRegion"] = [call.Service.IsGlobal ? World.Partition.GlobalRegion(call.Partition) : call.Region],
            ["aws:ViaAWSService"] = ["false"],
            ["aws:PrincipalIsAWSService"] = [caller.Service is null ? "false" : "true"],
        };
        if ((access.ResourceAccount ?? caller.Account?.Id) is { } owner)
        {
            keys["aws:ResourceAccount"] = [owner];
        }

        AddPrincipal(keys, call, caller);
        foreach (var (key, values) in access.Context)
        {
            keys[key] = values;
        }

        return keys;
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void AddPrincipal(Dictionary<string, IReadOnlyList<string>> keys, Call call, Caller caller)
    {
        if (caller.Service is { } service)
        {
            keys["aws:PrincipalServiceName"] = [service];
            return;
        }

        if (caller.Account is not { } account)
        {
            keys["aws:PrincipalType"] = ["Anonymous"];
            return;
        }

        keys["aws:PrincipalArn"] = [caller.PrincipalArn];
        keys["aws:PrincipalAccount"] = [account.Id];
        keys["aws:PrincipalType"] = [caller.Role is not null ? "AssumedRole" : caller.User is not null ? "User" : "Account"];
        keys["aws:userid"] = [caller.UserId];
        if (caller.User is { } user)
        {
            keys["aws:username"] = [user.Name];
        }

        var tags = caller.Entity?.Enforced?.Tags ?? EntityState.Empty.Tags;
        foreach (var (key, value) in caller.Session is { } tagged ? tags.SetItems(tagged.Tags) : tags)
        {
            keys[$"aws:PrincipalTag/{key}"] = [value];
        }

        if (caller.Session is not { } session)
        {
            return;
        }

        keys["aws:TokenIssueTime"] = [Time(session.Issued)];
        keys["aws:MultiFactorAuthPresent"] = [session.MfaTime is null ? "false" : "true"];
        if (session.MfaTime is { } since)
        {
            keys["aws:MultiFactorAuthAge"] = [((long)(call.Now - since).TotalSeconds).ToString(CultureInfo.InvariantCulture)];
        }

        if (session.SourceIdentity is { } source)
        {
            keys["aws:SourceIdentity"] = [source];
        }

        if (session.FederatedProvider is { } provider)
        {
            keys["aws:FederatedProvider"] = [provider];
        }
    }
}
