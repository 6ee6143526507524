using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Policies that a role has on AWS, where policies are asked for.</summary>
/// <param name="Policies">What was given, with the policies of each role in its place: objects with a name and a document.</param>
/// <param name="Boundary">The permissions boundary of the first role that has one.</param>
/// <param name="RoleArn">The first role's ARN.</param>
internal sealed record RolesOnAws(IReadOnlyList<PSObject> Policies, PSObject? Boundary, string? RoleArn)
{
    /// <summary>Reads them. A role that can't be read ends the command, since a result without it would be wrong.</summary>
    public static RolesOnAws Read(AwsCmdlet cmdlet, IEnumerable<PSObject> items)
    {
        List<PSObject> policies = [];
        PSObject? boundary = null;
        string? arn = null;
        foreach (var item in items)
        {
            if (PolicyInput.RoleIn(item) is not { } role)
            {
                policies.Add(item);
                continue;
            }

            var roles = new Roles(cmdlet.Clients());
            try
            {
                cmdlet.Run(async output =>
                {
                    var found = await roles.GatherAsync(role, (name, document) => policies.Add(Policy(name, document)), (name, document) => boundary ??= Policy(name, document), output.Stop).ConfigureAwait(false);
                    arn ??= found;
                });
            }
            catch (Exception e) when (e is not PipelineStoppedException)
            {
                cmdlet.ThrowTerminatingError(Errors.Aws(e, role, $"The policies of the role {role.Name} can't be read."));
            }
        }

        return new(policies, boundary, arn);
    }

    private static PSObject Policy(string name, string document)
    {
        var policy = new PSObject();
        policy.Properties.Add(new PSNoteProperty("PolicyName", name));
        policy.Properties.Add(new PSNoteProperty("PolicyDocument", document));
        return policy;
    }
}
