using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The pages of ListPublicKeys, and what is on them. It can be enumerated once.</summary>
public interface IListPublicKeysPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<ListPublicKeysResponse> Responses { get; }

    /// <summary>The keys.</summary>
    IPaginatedEnumerable<PublicKey> PublicKeyList { get; }
}
