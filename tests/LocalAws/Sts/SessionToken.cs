using System.Xml.Linq;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Sts;

/// <summary>GetSessionToken: a user's own rights for a while, with the code of a device.</summary>
internal static class SessionToken
{
    private const int MinDuration = 900;
    private const int MaxDuration = 129_600;
    private const int DefaultDuration = 43_200;
    private const int MaxRootDuration = 3_600;

    public static IEnumerable<XElement> Get(Call call)
    {
        var duration = call.Parameters.Number("DurationSeconds", MinDuration, MaxDuration) ?? DefaultDuration;
        if (call.Caller.Session is not null)
        {
            throw new AwsException("AccessDenied", "Cannot call GetSessionToken with session credentials", 403) { IsRefusal = true };
        }

        var key = call.World.IssueKey(call.Account, call.Caller.User, new Session
        {
            Token = Ids.SessionToken(),
            Issued = call.Now,
            Expires = call.Now.AddSeconds(call.Caller.IsRoot ? Math.Min(duration, MaxRootDuration) : duration),
            MfaTime = Mfa.Check(call, call.Parameters),
        });
        var credentials = RoleAssumption.Credentials(key);
        QueryService.Tell(call, [credentials]);
        return [credentials];
    }
}
