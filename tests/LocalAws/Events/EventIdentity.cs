using System.Text.Json.Nodes;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Sts;

namespace TrailOps.LocalAws.Events;

/// <summary>A record's userIdentity: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html</summary>
internal static class EventIdentity
{
    public static JsonObject Of(Caller caller, bool isOwn)
    {
        if (caller.Account is not { } account)
        {
            return WithoutAccount(caller);
        }

        // Another account learns only who of which account it was.
        if (!isOwn)
        {
            return new JsonObject { ["type"] = "AWSAccount", ["principalId"] = caller.UserId, ["accountId"] = account.Id };
        }

        JsonObject identity = new()
        {
            ["type"] = caller.Role is not null ? "AssumedRole" : caller.User is not null ? "IAMUser" : "Root",
            ["principalId"] = caller.UserId,
            ["arn"] = caller.Arn,
            ["accountId"] = account.Id,
            ["accessKeyId"] = caller.Key!.Id,
        };
        if (caller.User is { } user)
        {
            identity["userName"] = user.Name;
        }

        if (caller.Session is { } session)
        {
            identity["sessionContext"] = Context(session);
        }

        return identity;
    }

    private static JsonObject Context(Session session)
    {
        JsonObject context = [];
        if (session.Role is { } role)
        {
            context["sessionIssuer"] = new JsonObject
            {
                ["type"] = "Role",
                ["principalId"] = role.Id,
                ["arn"] = role.Arn,
                ["accountId"] = role.Account.Id,
                ["userName"] = role.Name,
            };
        }

        if (session.FederatedProvider is { } provider)
        {
            context["webIdFederationData"] = new JsonObject { ["federatedProvider"] = provider, ["attributes"] = new JsonObject() };
        }

        context["attributes"] = new JsonObject
        {
            ["creationDate"] = RequestContext.Time(session.Issued),
            ["mfaAuthenticated"] = session.MfaTime is null ? "false" : "true",
        };
        if (session.SourceIdentity is { } source)
        {
            context["sourceIdentity"] = source;
        }

        return context;
    }

    private static JsonObject WithoutAccount(Caller caller)
    {
        if (caller.Service is { } service)
        {
            return new JsonObject { ["type"] = "AWSService", ["invokedBy"] = service };
        }

        if (caller == Caller.Anonymous)
        {
            return new JsonObject { ["type"] = "AWSAccount", ["principalId"] = "", ["accountId"] = "ANONYMOUS_PRINCIPAL" };
        }

        var (issuer, subject) = (caller.UserId[..caller.UserId.IndexOf(':', StringComparison.Ordinal)], caller.UserId[(caller.UserId.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return new JsonObject
        {
            ["type"] = "WebIdentityUser",
            ["principalId"] = $"{caller.Arn}:{subject}",
            ["userName"] = subject,
            ["identityProvider"] = issuer,
        };
    }
}
