using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of GetAccountSummary. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html</summary>
public class GetAccountSummaryRequest : AmazonIdentityManagementServiceRequest
{
    internal static readonly QueryStructure<GetAccountSummaryRequest> Shape = new QueryStructure<GetAccountSummaryRequest>();
}
