using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Organizations;

/// <summary>
/// Organizations, as far as policies are judged: no account here is told of its organisation, whatever service control policies bind it.
/// https://docs.aws.amazon.com/organizations/latest/APIReference/Welcome.html
/// </summary>
internal sealed class OrganizationsService : JsonService
{
    public OrganizationsService()
        : base("organizations", "AWSOrganizationsV20161128")
    {
        foreach (var name in new[] { "DescribeOrganization", "LeaveOrganization" })
        {
            Add(name, _ => throw new AwsException("AWSOrganizationsNotInUseException", "Your account is not a member of an organization."), _ => [new Access($"organizations:{name}")]);
        }
    }

    public override bool IsGlobal => true;
}
