using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>A cmdlet that makes roles admin: which, for how long, and why.</summary>
public abstract class GrantingCmdlet : AwsCmdlet
{
    /// <summary>The role: its name, its ARN, the ARN of one of its sessions, or a role object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [RoleNameTransformation]
    public RoleIdentity[] RoleName { get; set; } = [];

    /// <summary>How long the role is to be admin. Default: an hour. Less than a minute and more than twelve hours take -Force.</summary>
    [Parameter]
    [ValidateGrantDuration]
    public TimeSpan Duration { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Why, such as the number of a ticket: it is kept in a tag of the role while the grant is there, and Get-TempAdmin shows it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <summary>Allows a -Duration of less than a minute or more than twelve hours.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override bool NeedsRegion => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!Force && !ValidateGrantDurationAttribute.IsUsual(Duration))
        {
            ThrowTerminatingError(Errors.DurationUnusual(Duration));
        }
    }
}
