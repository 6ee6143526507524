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
        trail.Digesting = now;
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
        foreach (var group in due.Where(recorded => TrailSelection.Includes(trail, recorded)).GroupBy(recorded => (recorded.Account, recorded.Region)))
        {
            var (account, region) = group.Key;
            var key = Place(trail, account, region).Log(time);
            var content = Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', group.Select(recorded => recorded.Record))}}]}""");
            trail.LastDeliveryError = TrailBucket.Deliver(world, trail, key, Gzip.Pack(content), time);
            if (trail.LastDeliveryError is not null)
            {
                // Tried again with the next delivery.
                return;
            }

            trail.LastDelivery = time;
            DeliverToGroup(trail, time);
            Chain(trail, account, region).Logs.Add(new DeliveredLog(trail.Settings.Bucket, key, Signing.SigV4.Hash(content), group.Min(recorded => recorded.Time), group.Max(recorded => recorded.Time)));
        }

        trail.Cursor += due.Count;
    }

    private void DeliverToGroup(Trail trail, DateTimeOffset time)
    {
        if (trail.Settings.LogGroup is null)
        {
            return;
        }

        trail.LastGroupError = !trail.Account.Roles.Values.Any(role => role.Arn == trail.Settings.LogRole) ? "Access denied."
            : !world.Accounts.Any(account => account.LogGroups.ContainsKey(trail.Settings.LogGroup[..^":*".Length])) ? "The specified log group does not exist."
            : null;
        trail.LastGroupDelivery = trail.LastGroupError is null ? time : trail.LastGroupDelivery;
    }

    private void DeliverDigests(Trail trail, DateTimeOffset time)
    {
        if (!trail.Settings.HasValidation)
        {
            return;
        }

        // One for the home region and for each in which something happened.
        Chain(trail, trail.Account.Id, trail.HomeRegion);
        foreach (var ((account, region), chain) in trail.Chains)
        {
            var digest = Digest.Make(Place(trail, account, region), world.DigestKeys.At(region, time), chain, time);
            trail.LastDigestError = TrailBucket.Deliver(world, trail, digest.Link.Key, Gzip.Pack(digest.Content), time, Digest.Metadata(digest.Link.Signature));
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

    private static DigestPlace Place(Trail trail, string account, string region) =>
        new(account, region, trail.Name, trail.HomeRegion, trail.Settings.Bucket, TrailBucket.Root(trail, trail.Settings, account));

    private static DigestChain Chain(Trail trail, string account, string region)
    {
        if (!trail.Chains.TryGetValue((account, region), out var chain))
        {
            trail.Chains.Add((account, region), chain = new DigestChain(trail.Digesting!.Value));
        }

        return chain;
    }
}
