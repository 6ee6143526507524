using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>A version of a managed policy.</summary>
public class PolicyVersion
{
    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreateDate { get; set; }

    /// <summary>The policy; null in lists. As the wire has it: JSON, URL-encoded by RFC 3986 (Uri.UnescapeDataString decodes it).</summary>
    public string? Document { get; set; }

    /// <summary>Whether this version counts.</summary>
    public bool? IsDefaultVersion { get; set; }

    /// <summary>The version, such as <c>v1</c>.</summary>
    public string? VersionId { get; set; }

    internal static readonly QueryStructure<PolicyVersion> Shape = new QueryStructure<PolicyVersion>()
        .Member("CreateDate", QueryScalar.Timestamp, x => x.CreateDate, (x, value) => x.CreateDate = value)
        .Member("Document", QueryScalar.Text, x => x.Document, (x, value) => x.Document = value)
        .Member("IsDefaultVersion", QueryScalar.Boolean, x => x.IsDefaultVersion, (x, value) => x.IsDefaultVersion = value)
        .Member("VersionId", QueryScalar.Text, x => x.VersionId, (x, value) => x.VersionId = value);
}
