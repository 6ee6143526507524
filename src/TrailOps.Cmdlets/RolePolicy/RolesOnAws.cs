using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Roles on AWS where policies are asked for: all policies that they have.</summary>
internal static class RolesOnAws
{
    /// <summary>The items, with the policies of each role in its place. A role that can't be read ends the command, since a result without it would be wrong.</summary>
    public static IReadOnlyList<PSObject> WithPolicies(AwsCmdlet cmdlet, IEnumerable<PSObject> items)
    {
        var policies = new List<PSObject>();
        foreach (var item in items)
        {
            if (PolicyInput.RoleIn(item) is { } role)
            {
                policies.AddRange(Read(cmdlet, role).Policies);
            }
            else
            {
                policies.Add(item);
            }
        }

        return policies;
    }

    /// <summary>A role's policies and its permissions boundary, each as an object with a name and a document; and its ARN.</summary>
    public static (IReadOnlyList<PSObject> Policies, PSObject? Boundary, string? Arn) Read(AwsCmdlet cmdlet, RoleIdentity role)
    {
        List<PSObject> policies = [];
        PSObject? boundary = null;
        string? arn = null;
        var clients = cmdlet.Clients();
        try
        {
            cmdlet.Run(async output => arn = await new Roles(clients).GatherAsync(
                role, (name, document) => policies.Add(Policy(name, document)), (name, document) => boundary = Policy(name, document), output.Stop).ConfigureAwait(false));
        }
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            cmdlet.ThrowTerminatingError(Errors.Aws(e, role, $"The policies of the role {role.Name} can't be read."));
        }

        return (policies, boundary, arn);
    }

    private static PSObject Policy(string name, string document)
    {
        var policy = new PSObject();
        policy.Properties.Add(new PSNoteProperty("PolicyName", name));
        policy.Properties.Add(new PSNoteProperty("PolicyDocument", document));
        return policy;
    }
}
