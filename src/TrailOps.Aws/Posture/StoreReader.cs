using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using TrailOps.Aws.Connection;
using TrailOps.Posture;

namespace TrailOps.Aws.Posture;

/// <summary>Reads the event data stores of CloudTrail Lake.</summary>
/// <param name="clients">Those of the account.</param>
/// <param name="region">Where they are.</param>
internal sealed class StoreReader(AwsClients clients, string region)
{
    private const int AtATime = 4;

    /// <summary>All that are not about to be deleted; nothing where one of them can't be read, for it may be the one without a key.</summary>
    public async Task<Seen<IReadOnlyList<StoreFacts>>> ReadAsync(CancellationToken cancellationToken)
    {
        var cloudTrail = clients.CloudTrail(region);
        var listed = await SeenAsync.Of(() => ListAsync(cloudTrail, cancellationToken), "cloudtrail:ListEventDataStores", cancellationToken).ConfigureAwait(false);
        return listed.Why is { } why
            ? Seen.Not<IReadOnlyList<StoreFacts>>(why)
            : await SeenAsync.Of(() => GetAllAsync(cloudTrail, listed.Value, cancellationToken), "cloudtrail:GetEventDataStore", cancellationToken).ConfigureAwait(false);
    }

    // The official client has no paginator for this list.
    private static async Task<IReadOnlyList<string>> ListAsync(IAmazonCloudTrail cloudTrail, CancellationToken cancellationToken)
    {
        List<string> arns = [];
        ListEventDataStoresRequest request = new();
        do
        {
            var page = await cloudTrail.ListEventDataStoresAsync(request, cancellationToken).ConfigureAwait(false);
            arns.AddRange((page.EventDataStores ?? []).Select(store => store.EventDataStoreArn).OfType<string>());
            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
        return arns;
    }

    private static async Task<IReadOnlyList<StoreFacts>> GetAllAsync(IAmazonCloudTrail cloudTrail, IReadOnlyList<string> arns, CancellationToken cancellationToken)
    {
        List<StoreFacts> stores = [];
        foreach (var some in arns.Chunk(AtATime))
        {
            stores.AddRange((await Task.WhenAll(some.Select(arn => GetAsync(cloudTrail, arn, cancellationToken))).ConfigureAwait(false)).OfType<StoreFacts>());
        }

        return [.. stores.OrderBy(store => store.Name, StringComparer.Ordinal)];
    }

    /// <summary>Null: it is about to be deleted, or gone since it was listed.</summary>
    private static async Task<StoreFacts?> GetAsync(IAmazonCloudTrail cloudTrail, string arn, CancellationToken cancellationToken)
    {
        try
        {
            var store = await cloudTrail.GetEventDataStoreAsync(new GetEventDataStoreRequest { EventDataStore = arn }, cancellationToken).ConfigureAwait(false);
            return store.Status == EventDataStoreStatus.PENDING_DELETION ? null : new StoreFacts(arn, store.Name ?? arn, string.IsNullOrEmpty(store.KmsKeyId) ? null : store.KmsKeyId);
        }
        catch (EventDataStoreNotFoundException)
        {
            return null;
        }
    }
}
