using System.Security.Cryptography;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Kms;

/// <summary>One key of an account and region.</summary>
internal sealed class KmsKey
{
    public const string Enabled = "Enabled";
    public const string Disabled = "Disabled";
    public const string PendingDeletion = "PendingDeletion";
    public const string Symmetric = "SYMMETRIC_DEFAULT";
    private const int MaterialBytes = 32;
    private readonly Timeline<string> _policy;
    private bool _isEnabled = true;

    public KmsKey(AwsAccount account, string region, string id, string policy, DateTimeOffset created)
    {
        (Account, Region, Id, Created) = (account, region, id, created);
        Arn = $"arn:{account.Partition}:kms:{region}:{account.Id}:key/{id}";

        // A key is never without its policy: the first one needs no time to come into effect.
        _policy = new(policy, DateTimeOffset.MinValue);
    }

    public AwsAccount Account { get; }

    public string Region { get; }

    public string Id { get; }

    public string Arn { get; }

    public DateTimeOffset Created { get; }

    public string Description { get; init; } = "";

    public string Spec { get; init; } = Symmetric;

    public string Usage { get; init; } = "ENCRYPT_DECRYPT";

    public bool IsMultiRegion { get; init; }

    /// <summary>When it ends. Null: nobody asked for that.</summary>
    public DateTimeOffset? DeletionDate { get; private set; }

    /// <summary>Days from one rotation to the next. Null: it isn't rotated.</summary>
    public int? RotationDays { get; set; }

    public DateTimeOffset RotatedSince { get; set; }

    public string State => DeletionDate is not null ? PendingDeletion : _isEnabled ? Enabled : Disabled;

    /// <summary>What GetKeyPolicy shows.</summary>
    public string Policy => _policy.Current;

    /// <summary>What is enforced.</summary>
    public string EnforcedPolicy => _policy.At(Account.World.EnforcedAsOf)!;

    /// <summary>What data keys are sealed with.</summary>
    public byte[] Material { get; } = RandomNumberGenerator.GetBytes(MaterialBytes);

    public void SetPolicy(string document) => _policy.Set(document, Account.World.Clock.UtcNow);

    public void Enable(bool isEnabled) => _isEnabled = isEnabled;

    public void ScheduleDeletion(DateTimeOffset date) => DeletionDate = date;

    /// <summary>A key that was to be deleted comes back disabled.</summary>
    public void CancelDeletion() => (DeletionDate, _isEnabled) = (null, false);
}
