using System.Collections.Concurrent;
using Amazon.CloudTrail.Model;
using TrailOps.Aws.Connection;
using TrailOps.Digests;

namespace TrailOps.Aws.Digests;

/// <summary>The public keys that CloudTrail signs digests with. Each region has its own: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html.</summary>
internal sealed class RegionKeys(AwsClients clients) : IPublicKeySource
{
    private readonly ConcurrentDictionary<(string Region, DateTime From, DateTime To), Lazy<Task<PublicKeys>>> _keys = new();

    /// <inheritdoc/>
    public Task<PublicKeys> FindAsync(string region, DateTime from, DateTime to, CancellationToken cancellationToken) =>
        _keys.GetOrAdd((region, from, to), asked => new Lazy<Task<PublicKeys>>(() => AskAsync(asked.Region, asked.From, asked.To, cancellationToken))).Value;

    private async Task<PublicKeys> AskAsync(string region, DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        PublicKeys keys = new();
        var request = new ListPublicKeysRequest { StartTime = from, EndTime = to };
        do
        {
            var page = await clients.CloudTrail(region).ListPublicKeysAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var key in (page.PublicKeyList ?? []).Where(key => key.Value is not null))
            {
                keys.Add(key.Value!.ToArray(), key.Fingerprint);
            }

            request.NextToken = page.NextToken is { Length: > 0 } next && next != request.NextToken ? next : null;
        }
        while (request.NextToken is not null);

        return keys.Count > 0 ? keys : throw new TrailException(
            TrailProblem.PublicKeysNotFound,
            $"CloudTrail has no public keys of {region} from {from:u} to {to:u}, so no digest can be proved there. Check the period; the keys of another partition are asked of with its credentials.");
    }
}
