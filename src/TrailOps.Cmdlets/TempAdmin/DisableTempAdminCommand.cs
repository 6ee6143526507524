using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Takes away the admin that Enable-TempAdmin and Invoke-TempAdmin gave to a role, and nothing else.</summary>
/// <remarks>
/// <para>Of a role all its grants go; of an object of Get-TempAdmin or Enable-TempAdmin that one grant. A grant that is gone already is no error. Policies that
/// somebody else made or attached stay; -IncludeUnmanaged detaches an AdministratorAccess that was attached by hand.</para>
/// <para>IAM enforces the change seconds later. Sessions lose what the grant gave them; they go on with what the role has besides. -RevokeSessions takes every right from all
/// sessions that exist, whoever made them, by a policy that denies what was made before now; -Expired tidies that policy too, twelve hours later.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html">Revoke IAM role temporary security credentials</seealso>
[Cmdlet(VerbsLifecycle.Disable, "TempAdmin", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TempAdmin))]
public sealed class DisableTempAdminCommand : AwsCmdlet
{
    private readonly List<RoleIdentity> _roles = [];

    /// <summary>The role: its name, its ARN, the ARN of one of its sessions, a role object, or what Get-TempAdmin gives.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [RoleNameTransformation]
    public RoleIdentity[] RoleName { get; set; } = [];

    /// <summary>Only these grants, as Get-TempAdmin names them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public string[]? GrantId { get; set; }

    /// <summary>Only what a policy of this name does, as objects of Get-TempAdmin have it. Of an attached policy it means the policy itself, and none of the grants that attached it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? PolicyName { get; set; }

    /// <summary>The ARN of that policy, where it is attached.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? PolicyArn { get; set; }

    /// <summary>Only what has ended: tidies leftovers.</summary>
    [Parameter]
    public SwitchParameter Expired { get; set; }

    /// <summary>Also detaches an AdministratorAccess that somebody attached by hand.</summary>
    [Parameter]
    public SwitchParameter IncludeUnmanaged { get; set; }

    /// <summary>Takes every right from the sessions that the role has now, whoever made them.</summary>
    [Parameter]
    public SwitchParameter RevokeSessions { get; set; }

    /// <summary>Puts out what was taken away.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override bool NeedsRegion => false;

    /// <summary>IAM refuses changes of one role at the same time, and grants of one come one after another.</summary>
    protected override int Parallelism => 1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A variable that holds nothing, as after a grant that failed, must not mean everybody's.
        var ids = (GrantId ?? []).Where(id => !string.IsNullOrEmpty(id)).Select(id => id.ToLowerInvariant()).ToList();
        var isNarrowed = new[] { nameof(GrantId), nameof(PolicyName), nameof(PolicyArn) }.Any(MyInvocation.BoundParameters.ContainsKey);
        if (ids.Count == 0 && string.IsNullOrEmpty(PolicyName) && string.IsNullOrEmpty(PolicyArn) && isNarrowed)
        {
            WriteError(Errors.GrantIdEmpty(RoleName[0]));
            return;
        }

        var removal = new TempAdminRemoval(this.Clients(), new TempAdminRemovalRequest
        {
            GrantIds = ids,
            PolicyName = string.IsNullOrEmpty(PolicyName) ? null : PolicyName,
            PolicyArn = string.IsNullOrEmpty(PolicyArn) ? null : PolicyArn,
            IsExpired = Expired,
            IncludesUnmanaged = IncludeUnmanaged,
        });
        var isShown = PassThru.IsPresent;
        ForEachRecord(RoleName, (role, stop) => Shown(removal.OfAsync(role, stop), isShown));
        _roles.AddRange(RoleName.Except(_roles));
    }

    /// <summary>What concerns a role as a whole is done once, when its grants are gone.</summary>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (!Expired && !RevokeSessions)
        {
            return;
        }

        var revocation = new SessionRevocation(this.Clients());
        if (Expired)
        {
            ForEachRecord(_roles, (role, stop) => Nothing(revocation.TidyAsync(role, stop)));
        }

        if (RevokeSessions)
        {
            ForEachRecord(_roles, (role, stop) => Nothing(revocation.RevokeAsync(role, stop)));
        }

        base.EndProcessing();
    }

    private static async IAsyncEnumerable<TempAdmin> Nothing(Task work)
    {
        await work.ConfigureAwait(false);
        yield break;
    }

    private static async IAsyncEnumerable<TempAdmin> Shown(IAsyncEnumerable<TempAdmin> removed, bool isShown)
    {
        await foreach (var admin in removed.ConfigureAwait(false))
        {
            if (isShown)
            {
                yield return admin;
            }
        }
    }
}
