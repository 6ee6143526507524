using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Gets what makes roles admin, now or at another time: by which grant, how, until when, and why.</summary>
/// <remarks>
/// <para>Looks at the role's own policies, at those attached to it and at its tags, and puts out one object for each grant of Enable-TempAdmin and Invoke-TempAdmin, which
/// have a GrantId, and for each other statement that allows every action on every resource: with its start and end where the statement has them (aws:CurrentTime), and
/// with what else must hold. Nothing comes out for a role that is no admin and has no leftovers.</para>
/// <para>IsActive says whether it allows now, IsExpired whether its end is past. What is expired and not active is a leftover, which Disable-TempAdmin -Expired tidies; what
/// is expired and active all the same is a managed policy that nobody has detached in time.</para>
/// <para>Without a role, all roles of the account are looked at: many in each request.</para>
/// <para>What other policies deny, and what a permissions boundary or the organisation's policies leave of it, is not judged: PermissionsBoundaryArn names the
/// boundary, and Test-RolePolicy judges.</para>
/// <para>Several roles are looked at side by side, and come out in the order in which they were given.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime">aws:CurrentTime</seealso>
[Cmdlet(VerbsCommon.Get, "TempAdmin")]
[OutputType(typeof(TempAdmin))]
public sealed class GetTempAdminCommand : AwsCmdlet
{
    private readonly RunProgress _progress = new(0x54_4F_04, "Looking for admin");

    /// <summary>The role: its name, its ARN, the ARN of one of its sessions, or a role object. Without it, every role of the account.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [RoleNameTransformation(Otherwise = "every role")]
    public RoleIdentity[]? RoleName { get; set; }

    /// <inheritdoc/>
    protected override bool NeedsRegion => false;

    /// <summary>A role takes many calls one after another, and IAM gives an account few in a second.</summary>
    protected override int Parallelism => 4;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var admins = new TempAdmins(this.Clients());
        if (RoleName is { } roles)
        {
            ForEachRecord(roles, admins.OfAsync);
            return;
        }

        Run(output => WriteAllAsync(output, admins));
    }

    private async Task WriteAllAsync(WorkerOutput output, TempAdmins admins)
    {
        try
        {
            var found = admins.OfAllAsync(
                (done, all) =>
                {
                    if (_progress.IsDue)
                    {
                        output.WriteProgress(_progress.Make($"{done} {(all is null ? "" : $"of {all} ")}roles", (double)done / all));
                    }
                },
                (role, exception) => output.WriteError(() => Errors.Aws(exception, role)),
                output.Stop);
            await foreach (var admin in found.ConfigureAwait(false))
            {
                await output.WriteObjectAsync(admin).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!output.Stop.IsCancellationRequested)
        {
            output.WriteError(() => Errors.Aws(e, null, "The account's roles were not all looked at."));
        }

        if (_progress.End() is { } end)
        {
            output.WriteProgress(end);
        }
    }
}
