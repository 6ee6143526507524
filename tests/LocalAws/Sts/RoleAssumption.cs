using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Events;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Iam;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Sts;

/// <summary>Gives out sessions of roles, if the trust policy and the caller's policies allow it.</summary>
internal static partial class RoleAssumption
{
    private const int DefaultDuration = 3_600;
    private const int MaxChainedDuration = 3_600;
    private const string NamePattern = @"[\w+=,.@-]*";

    public static IEnumerable<XElement> AssumeRole(Call call)
    {
        var parameters = call.Parameters;
        var request = SessionRequest.Read(call, DefaultDuration);
        var externalId = parameters.Optional("ExternalId", 2, 1224, @"[\w+=,.@:\/-]*");
        var sourceIdentity = parameters.Optional("SourceIdentity", 2, 64, NamePattern) ?? call.Caller.Session?.SourceIdentity;
        if (call.Caller.IsRoot)
        {
            throw new AwsException("AccessDenied", "Roles may not be assumed by root accounts.", 403) { IsRefusal = true };
        }

        if (call.Caller.Session is { SourceIdentity: { } settled } && settled != sourceIdentity)
        {
            throw new AwsException("AccessDenied", $"User: {call.Caller.Arn} is not authorized to perform: sts:SetSourceIdentity on resource: {request.RoleArn}", 403) { IsRefusal = true };
        }

        // A session's transitive tags come along and can't be changed.
        var inherited = call.Caller.Session is { } chained ? chained.Tags.Where(tag => chained.TransitiveTagKeys.Contains(tag.Key)).ToImmutableDictionary() : [];
        if (request.Tags.Keys.FirstOrDefault(inherited.ContainsKey) is { } taken)
        {
            throw new AwsException("InvalidParameterValue", $"One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session: {taken}");
        }

        var mfaTime = Mfa.Check(call, parameters) ?? call.Caller.Session?.MfaTime;
        var context = request.Context(externalId, sourceIdentity, mfaTime is not null);
        var role = FindRole(call, request.RoleArn);
        Demand(call, call.Caller, role, request, context, "sts:AssumeRole");
        if (request.Tags.Count > 0)
        {
            Demand(call, call.Caller, role, request, context, "sts:TagSession");
        }

        if (sourceIdentity is not null)
        {
            Demand(call, call.Caller, role, request, context, "sts:SetSourceIdentity");
        }

        CheckDuration(request, role!, isChained: call.Caller.Role is not null);
        return Answer(call, role!, request, new Session
        {
            Role = role,
            Name = request.Name,
            Token = Ids.SessionToken(),
            Issued = call.Now,
            Expires = call.Now.AddSeconds(request.Duration),
            MfaTime = mfaTime,
            SourceIdentity = sourceIdentity,
            PolicyDocuments = request.PolicyDocuments,
            PolicyArns = request.PolicyArns,
            Tags = request.Tags.SetItems(inherited),
            TransitiveTagKeys = request.TransitiveTagKeys.Union(inherited.Keys),
        });
    }

    public static IEnumerable<XElement> AssumeRoleWithWebIdentity(Call call)
    {
        var request = SessionRequest.Read(call, DefaultDuration);
        var token = call.Parameters.Required("WebIdentityToken", 4, 20_000);
        var claims = WebIdentityProvider.Read(token);
        var issuer = ((string?)claims?["iss"])?.Replace("https://", "", StringComparison.Ordinal);
        if (claims is null || issuer is null || (string?)claims["sub"] is not { } subject)
        {
            throw new AwsException("InvalidIdentityToken", "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        }

        if (call.World.FindWebIdentityProvider(issuer) is not { } provider)
        {
            throw new AwsException("InvalidIdentityToken", $"No OpenIDConnect provider found in your account for https://{issuer}");
        }

        if (!provider.Signed(token))
        {
            throw new AwsException("InvalidIdentityToken", "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements");
        }

        if ((long?)claims["exp"] is not { } expires || DateTimeOffset.FromUnixTimeSeconds(expires) <= call.Now)
        {
            throw new AwsException("ExpiredTokenException", "Token expired: current date/time must be before the expiration date/time");
        }

        var role = FindRole(call, request.RoleArn);
        var account = role?.Account ?? throw WebIdentityRefused();
        call.Caller = Caller.OfWebIdentity(account, issuer, subject);
        call.OtherAccount = account.Id;
        var context = request.Context(externalId: null, sourceIdentity: null, hasMfa: null);
        context[$"{issuer}:sub"] = [subject];
        context[$"{issuer}:aud"] = [(string?)claims["aud"] ?? ""];
        if (Authorizer.Judge(call, call.Caller, Access(role, request, context, "sts:AssumeRoleWithWebIdentity")) is not null)
        {
            throw WebIdentityRefused();
        }

        CheckDuration(request, role, isChained: false);
        return
        [
            new("SubjectFromWebIdentityToken", subject),
            new("Audience", (string?)claims["aud"]),
            new("Provider", call.Caller.Arn),
            .. Answer(call, role, request, new Session
            {
                Role = role,
                Name = request.Name,
                Token = Ids.SessionToken(),
                Issued = call.Now,
                Expires = call.Now.AddSeconds(request.Duration),
                FederatedProvider = call.Caller.Arn,
                PolicyDocuments = request.PolicyDocuments,
                PolicyArns = request.PolicyArns,
            }),
        ];
    }

    private static AwsException WebIdentityRefused() => new("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403) { IsRefusal = true };

    private static Role? FindRole(Call call, string arn)
    {
        if (RoleArn().Match(arn) is not { Success: true } match)
        {
            throw new AwsException("ValidationError", $"{arn} is invalid");
        }

        var role = call.World.FindAccount(match.Groups["account"].Value)?.Roles.GetValueOrDefault(match.Groups["name"].Value);
        return role?.Arn == arn ? role : null;
    }

    // A role that is not there is refused in the same words as one that may not be assumed.
    private static void Demand(Call call, Caller caller, Role? role, SessionRequest request, Dictionary<string, IReadOnlyList<string>> context, string action)
    {
        var access = Access(role, request, context, action);
        if (role?.Enforced is null)
        {
            throw call.Service.Refused(call, new Refusal(caller, access, false, PolicyKind.Resource));
        }

        if (role.IsServiceLinked)
        {
            throw call.Service.Refused(call, new Refusal(caller, access, false, PolicyKind.Resource));
        }

        Authorizer.Demand(call, access);
    }

    private static Access Access(Role? role, SessionRequest request, Dictionary<string, IReadOnlyList<string>> context, string action)
    {
        foreach (var (key, value) in role?.Enforced?.Tags ?? EntityState.Empty.Tags)
        {
            context[$"aws:ResourceTag/{key}"] = [value];
            context[$"iam:ResourceTag/{key}"] = [value];
        }

        return new Access(action, request.RoleArn) { Context = context, ResourcePolicy = role?.Enforced?.Trust ?? """{"Statement":[]}""", ResourceAccount = role?.Account.Id };
    }

    private static void CheckDuration(SessionRequest request, Role role, bool isChained)
    {
        if (isChained && request.Duration > MaxChainedDuration)
        {
            throw new AwsException("ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }

        if (request.Duration > role.MaxSessionDuration)
        {
            throw new AwsException("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
    }

    private static IEnumerable<XElement> Answer(Call call, Role role, SessionRequest request, Session session)
    {
        var key = call.World.IssueKey(role.Account, user: null, session);
        role.LastUsed = call.Now;
        role.LastUsedRegion = call.Region;
        var id = $"{role.Id}:{session.Name}";
        var arn = $"arn:{role.Account.Partition}:sts::{role.Account.Id}:assumed-role/{role.Name}/{session.Name}";
        call.OtherAccount = role.Account.Id;
        call.Resources.AddRange(
        [
            new EventResource("AWS::IAM::AccessKey", key.Id),
            new EventResource("AWS::STS::AssumedRole", session.Name),
            new EventResource("AWS::STS::AssumedRole", id),
            new EventResource("AWS::STS::AssumedRole", arn),
            new EventResource("AWS::IAM::Role", role.Arn, role.Arn, role.Account.Id),
        ]);
        XElement[] result = [Credentials(key), new("AssumedRoleUser", new XElement("AssumedRoleId", id), new XElement("Arn", arn))];
        if (session.HasSessionPolicy || session.Tags.Count > 0)
        {
            result = [.. result, new("PackedPolicySize", request.PackedPolicySize)];
        }

        if (session.SourceIdentity is { } source)
        {
            result = [.. result, new("SourceIdentity", source)];
        }

        QueryService.Tell(call, result);
        return result;
    }

    public static XElement Credentials(AccessKey key) => new(
        "Credentials",
        new XElement("AccessKeyId", key.Id),
        new XElement("SecretAccessKey", key.Secret),
        new XElement("SessionToken", key.Session!.Token),
        new XElement("Expiration", RequestContext.Time(key.Session.Expires)));

    [GeneratedRegex(@"\Aarn:[^:]+:iam::(?<account>\d{12}):role/(?:[^/]+/)*(?<name>[\w+=,.@-]+)\z")]
    private static partial Regex RoleArn();
}
