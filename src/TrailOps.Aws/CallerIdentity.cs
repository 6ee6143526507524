using Amazon.SecurityToken.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>Who the credentials are, as STS says it; that needs no permission.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Arn">The principal's ARN; of a role its session's.</param>
/// <param name="UserId">The principal's unique id.</param>
internal sealed record CallerIdentity(string Account, string Arn, string UserId)
{
    /// <summary>Asks STS, in the connection's region or another.</summary>
    public static async Task<CallerIdentity> GetAsync(AwsClients clients, string? region, CancellationToken cancellationToken)
    {
        var answer = await clients.SecurityToken(region).GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false);
        return new CallerIdentity(answer.Account, answer.Arn, answer.UserId);
    }
}
