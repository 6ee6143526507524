using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Organizations;

/// <summary>
/// Organizations, as far as trails and their readers need it. Service control policies bind accounts whether they are told of an organisation or not.
/// https://docs.aws.amazon.com/organizations/latest/APIReference/Welcome.html
/// </summary>
internal sealed class OrganizationsService : JsonService
{
    public OrganizationsService()
        : base("organizations", "AWSOrganizationsV20161128")
    {
        Add("DescribeOrganization", Describe, _ => [new Access("organizations:DescribeOrganization")]);
        Add("LeaveOrganization", Leave, _ => [new Access("organizations:LeaveOrganization")]);
    }

    public override bool IsGlobal => true;

    private static JsonObject Describe(Call call)
    {
        var (id, management) = Of(call);
        return new JsonObject
        {
            ["Organization"] = new JsonObject
            {
                ["Id"] = id,
                ["Arn"] = $"arn:{call.Partition}:organizations::{management.Id}:organization/{id}",
                ["FeatureSet"] = "ALL",
                ["MasterAccountArn"] = $"arn:{call.Partition}:organizations::{management.Id}:account/{id}/{management.Id}",
                ["MasterAccountId"] = management.Id,
                ["MasterAccountEmail"] = "management@example.com",
            },
        };
    }

    private static JsonObject Leave(Call call)
    {
        if (Of(call).Management == call.Account)
        {
            throw new AwsException("MasterCannotLeaveOrganizationException", "The management account can't leave its organization.");
        }

        call.Account.Organization = null;
        return [];
    }

    private static Organization Of(Call call) =>
        call.Account.Organization ?? throw new AwsException("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
}
