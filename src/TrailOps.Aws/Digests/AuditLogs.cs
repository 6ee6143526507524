using TrailOps.Aws.Connection;
using TrailOps.Aws.Digests;
using TrailOps.Aws.Events;
using TrailOps.Digests;

namespace TrailOps.Aws;

/// <summary>The digests and logs of a trail or a bucket that are to be validated.</summary>
/// <param name="clients">Those of whoever reads the bucket.</param>
/// <param name="query">Which.</param>
internal sealed class AuditLogs(AwsClients clients, AuditLogQuery query)
{
    /// <summary>What is validated where nobody says since when.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromDays(1);

    /// <summary>Finds what there is.</summary>
    public async Task<LogValidationPlan> PlanAsync(WorkerThreads workers, CancellationToken cancellationToken)
    {
        RoleEventSource source = new(RoleEventSourceKind.Bucket, query.Source);
        var bucket = await LogBucket.OpenAsync(clients, query.BucketName, query.PaysRequests, source, cancellationToken).ConfigureAwait(false);
        var end = query.EndTime ?? clients.Now;
        var start = query.StartTime ?? end - Usual;
        var folders = await DigestFolders.FindAsync(bucket, query, cancellationToken).ConfigureAwait(false);
        var store = new BucketStore(clients, query.PaysRequests, source, cancellationToken);
        return new LogValidationPlan(
            new LogValidation(store, workers, query.Keys ?? new RegionKeys(clients), start, end) { AreRegionsAsked = query.AreRegionsAsked, Now = clients.Now },
            folders.ConvertAll(folder => (query.BucketName, folder)),
            query.Trail,
            new AuditLogValidationSummary(query.Source, start, end));
    }

    /// <summary>What opens those logs of buckets alone that a digest vouches for.</summary>
    public static VouchedLogs Vouched(AwsClients clients, IPublicKeySource? keys, bool paysRequests, RoleEventSource source, Action<AuditLogValidation> onNotValid, CancellationToken cancellationToken) =>
        new(new BucketStore(clients, paysRequests, source, cancellationToken), keys ?? new RegionKeys(clients), onNotValid, cancellationToken);

    /// <summary>Where public keys are asked for, for logs that lie elsewhere.</summary>
    public static IPublicKeySource Keys(AwsClients clients) => new RegionKeys(clients);
}
