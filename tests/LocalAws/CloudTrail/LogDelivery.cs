using System.Globalization;
using System.IO.Compression;
using System.Text;
using TrailOps.LocalAws.Events;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>
/// Delivers log files and digests of started trails. Nothing runs in the background: what became due since is delivered, in order and with its own time,
/// before the next request is looked at. So nobody can tell the difference, and moving the clock is enough to have a day of logs.
/// </summary>
internal sealed class LogDelivery(AwsWorld world)
{
    private static readonly TimeSpan DigestEvery = TimeSpan.FromHours(1);

    public void RunDue()
    {
        var now = world.Clock.UtcNow;
        foreach (var trail in world.Accounts.SelectMany(account => account.Trails.Values).Where(trail => trail.IsLogging))
        {
            while (trail.NextDelivery <= now || trail.NextDigest <= now)
            {
                RunNext(trail);
            }
        }
    }

    public void Start(Trail trail)
    {
        if (trail.IsLogging)
        {
            return;
        }

        var now = world.Clock.UtcNow;
        trail.IsLogging = true;
        trail.Started = now;
        trail.Cursor = world.Events.All.Count;
        trail.Chains.Clear();
        trail.NextDelivery = now + world.Options.LogDeliveryInterval;
        trail.NextDigest = now + DigestEvery;
    }

    /// <summary>Delivers what happened until now, and a last digest.</summary>
    public void Stop(Trail trail)
    {
        if (!trail.IsLogging)
        {
            return;
        }

        var now = world.Clock.UtcNow;
        DeliverLogs(trail, now);
        DeliverDigests(trail, now);
        trail.IsLogging = false;
        trail.Stopped = now;
    }

    private void RunNext(Trail trail)
    {
        if (trail.NextDelivery <= trail.NextDigest)
        {
            DeliverLogs(trail, trail.NextDelivery);
            trail.NextDelivery += world.Options.LogDeliveryInterval;
        }
        else
        {
            DeliverDigests(trail, trail.NextDigest);
            trail.NextDigest += DigestEvery;
        }
    }

    private void DeliverLogs(Trail trail, DateTimeOffset time)
    {
        List<RecordedEvent> due = [.. world.Events.Since(trail.Cursor).TakeWhile(recorded => recorded.Time <= time)];
        foreach (var region in due.Where(recorded => TrailSelection.Includes(trail, recorded)).GroupBy(recorded => recorded.Region, StringComparer.Ordinal))
        {
            var folder = $"{TrailBucket.Root(trail, trail.Settings)}/CloudTrail/{region.Key}/{time:yyyy\\/MM\\/dd}";
            var key = string.Create(CultureInfo.InvariantCulture, $"{folder}/{trail.Account.Id}_CloudTrail_{region.Key}_{time:yyyyMMdd'T'HHmm'Z'}_{Ids.LogName()}.json.gz");
            var content = Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', region.Select(recorded => recorded.Record))}}]}""");
            trail.LastDeliveryError = TrailBucket.Deliver(world, trail, key, Gzip(content), time);
            if (trail.LastDeliveryError is not null)
            {
                // Tried again with the next delivery.
                return;
            }

            trail.LastDelivery = time;
            Chain(trail, region.Key).Logs.Add(new DeliveredLog(trail.Settings.Bucket, key, Signing.SigV4.Hash(content), region.Min(recorded => recorded.Time), region.Max(recorded => recorded.Time)));
        }

        trail.Cursor += due.Count;
    }

    private void DeliverDigests(Trail trail, DateTimeOffset time)
    {
        if (!trail.Settings.HasValidation)
        {
            return;
        }

        // One for the home region and for each in which something happened.
        Chain(trail, trail.HomeRegion);
        foreach (var (region, chain) in trail.Chains)
        {
            var digest = Digest.Make(world, trail, region, chain, time);
            trail.LastDigestError = TrailBucket.Deliver(world, trail, digest.Link.Key, Gzip(digest.Content), time, new(StringComparer.OrdinalIgnoreCase)
            {
                ["signature"] = digest.Link.Signature,
                ["signature-algorithm"] = Digest.Algorithm,
            });
            if (trail.LastDigestError is not null)
            {
                continue;
            }

            trail.LastDigest = time;
            chain.Last = digest.Link;
            chain.Start = time;
            chain.Logs.Clear();
        }
    }

    private static DigestChain Chain(Trail trail, string region)
    {
        if (!trail.Chains.TryGetValue(region, out var chain))
        {
            trail.Chains.Add(region, chain = new DigestChain(trail.Started!.Value));
        }

        return chain;
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
