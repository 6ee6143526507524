namespace TrailOps.LocalAws.S3;

/// <summary>All buckets: a name is taken once in a partition.</summary>
internal sealed class BucketStore
{
    private readonly SortedDictionary<(string Partition, string Name), Bucket> _buckets = [];

    public IEnumerable<Bucket> All => _buckets.Values;

    public Bucket? Find(string partition, string name) => _buckets.GetValueOrDefault((partition, name));

    public void Add(Bucket bucket) => _buckets.Add((bucket.Owner.Partition, bucket.Name), bucket);

    public void Remove(Bucket bucket) => _buckets.Remove((bucket.Owner.Partition, bucket.Name));
}
