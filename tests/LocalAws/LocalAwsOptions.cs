namespace TrailOps.LocalAws;

/// <summary>How a LocalAws begins. Delays count by its own clock.</summary>
public sealed class LocalAwsOptions
{
    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>Accounts and their partitions; more can be added later.</summary>
    public IReadOnlyList<(string Id, string Partition)> Accounts { get; init; } = [("111122223333", "aws")];

    /// <summary>How long a change of policies, users, roles, bucket and key policies takes to be enforced. Reads show it at once.</summary>
    public TimeSpan PolicyDelay { get; set; } = TimeSpan.Zero;

    /// <summary>How long it takes until LookupEvents finds an event.</summary>
    public TimeSpan EventHistoryDelay { get; set; } = TimeSpan.Zero;

    /// <summary>How often a trail delivers logs. AWS says about five minutes.</summary>
    public TimeSpan LogDeliveryInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many items a page of IAM's lists has at most, whatever is asked for: AWS says that pages may be short.</summary>
    public int IamPageSize { get; set; } = 1000;

    /// <summary>Holds LookupEvents to two requests a second per account and region, as AWS does.</summary>
    public bool ThrottleLookupEvents { get; set; }

    /// <summary>What <c>aws:SecureTransport</c> is. LocalAws speaks HTTP where AWS speaks HTTPS, so it is true unless a test wants it otherwise.</summary>
    public bool SecureTransport { get; set; } = true;
}
