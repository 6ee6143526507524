using System.Collections;
using System.Globalization;
using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Assumes a role: makes a session of it, with a name of its own.</summary>
/// <remarks>
/// <para>The session can be given as -Credential to AWS.Tools' cmdlets and to those of this module; with -AsEnvironment it becomes the process's AWS_* variables, which the aws
/// CLI, terraform and every SDK read. Its secrets are in no property: GetCredential() tells them.</para>
/// <para>CloudTrail records the session's name with each call. So a session of its own name is what a piece of work is known by later: the object binds to
/// Get-RoleEvents by RoleName, SessionName and StartTime.</para>
/// <para>A session lasts an hour unless -Duration says otherwise: up to the role's MaxSessionDuration, and an hour at most where the credentials are a role's session themselves.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</seealso>
[Cmdlet(VerbsCommon.New, "RoleSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(RoleSession))]
public sealed class NewRoleSessionCommand : AwsCmdlet
{
    private const string NamePattern = "^[A-Za-z0-9_+=,.@-]{2,64}\\z";

    /// <summary>Events of sessions that look whether a grant works count for no policy.</summary>
    private const string OwnNamePattern = "^(?!TrailOps-Probe-)[A-Za-z0-9_+=,.@-]{2,64}\\z";

    /// <summary>The role: its name, its ARN, also one of another account, the ARN of one of its sessions, or a role object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [RoleNameTransformation]
    public RoleIdentity[] RoleName { get; set; } = [];

    /// <summary>The session's name, which its events have: 2 to 64 letters, digits and _+=,.@-. Default: one that no other session has.</summary>
    [Parameter(Position = 1)]
    [ValidatePattern(OwnNamePattern)]
    public string? SessionName { get; set; }

    /// <summary>How long: 15 minutes to 12 hours, within what the role allows. Default: an hour.</summary>
    [Parameter]
    [ValidateSessionDuration]
    public TimeSpan? Duration { get; set; }

    /// <summary>Who stands behind the session; it stays with all that the session assumes in turn.</summary>
    [Parameter]
    [ValidatePattern(NamePattern)]
    public string? SourceIdentity { get; set; }

    /// <summary>Tags of the session, such as @{ team = 'orders' }.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary Tag { get; set; } = new Hashtable();

    /// <summary>Managed policies that narrow the session: it may do what both the role and they allow.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, 10)]
    public string[]? PolicyArn { get; set; }

    /// <summary>What a role of somebody else's account may ask for.</summary>
    [Parameter]
    [ValidateLength(2, 1224)]
    public string? ExternalId { get; set; }

    /// <summary>The MFA device: its serial number or ARN.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SerialNumber { get; set; }

    /// <summary>The code that the device shows.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{6}\\z")]
    public string? TokenCode { get; set; }

    /// <summary>Makes the session the process's AWS_* variables, in place of what was there.</summary>
    [Parameter]
    public SwitchParameter AsEnvironment { get; set; }

    /// <inheritdoc/>
    protected override bool NeedsRegion => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (SerialNumber is null != TokenCode is null)
        {
            ThrowTerminatingError(Errors.MfaIncomplete());
        }

        if (AsEnvironment && SessionState.PSVariable.GetValue("StoredAWSCredentials") is not null)
        {
            WriteWarning("$StoredAWSCredentials is set, which comes before the environment for AWS.Tools' cmdlets and those of this module: they go on with it until Clear-AWSCredential. Programs work as the session.");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var sessions = new RoleSessions(this.Clients());
        foreach (var role in RoleName)
        {
            var request = new RoleSessionRequest(SessionName ?? SessionNames.OfWork(TempAdminGrant.NewId()))
            {
                Duration = Duration,
                SourceIdentity = SourceIdentity,
                ExternalId = ExternalId,
                Tags = Tag.Cast<DictionaryEntry>().ToDictionary(entry => Text(entry.Key), entry => Text(entry.Value)),
                PolicyArns = PolicyArn ?? [],
                SerialNumber = SerialNumber,
                TokenCode = TokenCode,
            };
            if (AsEnvironment && SessionEnvironment.IsTaken)
            {
                WriteError(Errors.EnvironmentTaken(role));
                continue;
            }

            if (!ShouldProcess(role.ToString(), $"Make the session {request.SessionName}"))
            {
                continue;
            }

            var isEnvironment = AsEnvironment.IsPresent;
            ForEach([role], async (identity, stop) =>
            {
                var session = await sessions.NewAsync(identity, request, stop).ConfigureAwait(false);
                if (isEnvironment)
                {
                    SessionEnvironment.Make(session);
                }

                return (RoleSession?)session;
            });
        }
    }

    private static string Text(object? value) => Convert.ToString(ObjectMembers.Unwrap(value), CultureInfo.InvariantCulture) ?? "";
}
