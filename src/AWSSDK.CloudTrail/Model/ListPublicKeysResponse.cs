using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of ListPublicKeys.</summary>
public class ListPublicKeysResponse : AmazonWebServiceResponse
{
    /// <summary>The token of the page that follows.</summary>
    public string? NextToken { get; set; }

    /// <summary>The keys.</summary>
    public List<PublicKey>? PublicKeyList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly JsonStructure<ListPublicKeysResponse> Shape = new JsonStructure<ListPublicKeysResponse>()
        .Member("NextToken", JsonScalar.Text, x => x.NextToken, (x, value) => x.NextToken = value)
        .Member("PublicKeyList", new JsonList<PublicKey>(PublicKey.Shape), x => x.PublicKeyList, (x, value) => x.PublicKeyList = value);
}
