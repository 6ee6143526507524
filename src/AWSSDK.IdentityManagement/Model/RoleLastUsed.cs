using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>When and where a role was last used, in the 400 days that IAM looks back.</summary>
public class RoleLastUsed
{
    /// <summary>When it was last used, UTC; null where that is not known.</summary>
    public DateTime? LastUsedDate { get; set; }

    /// <summary>The region in which it was last used.</summary>
    public string? Region { get; set; }

    internal static readonly QueryStructure<RoleLastUsed> Shape = new QueryStructure<RoleLastUsed>()
        .Member("LastUsedDate", QueryScalar.Timestamp, x => x.LastUsedDate, (x, value) => x.LastUsedDate = value)
        .Member("Region", QueryScalar.Text, x => x.Region, (x, value) => x.Region = value);
}
