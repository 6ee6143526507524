using System.Collections;
using System.Globalization;
using System.Management.Automation;
using TrailOps.Actions;
using TrailOps.Policies;

namespace TrailOps.Cmdlets;

/// <summary>Tells whether policies allow what a role did, or an action on a resource, and why.</summary>
/// <remarks>
/// <para>Decides as IAM documents it, without asking AWS: what is denied anywhere is denied; what nothing allows is denied; a boundary, a session policy and each
/// level of control policies have to allow it too; across accounts the resource's policy as well.</para>
/// <para>An event is tested with all that it needs, direct and implied, and with the condition keys that its record tells. A record does not have all keys of its
/// request, such as tags of resources. A condition on one that is not known does not hold; the property Missing says which keys those are, and -Context sets them.
/// Where a record does not tell the resource and the action is allowed on some resources only, the decision is Unknown and Allowed is null; so it is where
/// the event's action is not known.</para>
/// <para>With -RoleName it is the policies that a role has on AWS, and its permissions boundary, unless -PermissionsBoundary is given. A role's ARN or a role object among the
/// policies stands for the role's policies.</para>
/// <para>Several policies are taken together, as those of one role. A resource that holds * or ? is a pattern: it is allowed where all of it is.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy evaluation logic</seealso>
[Cmdlet(VerbsDiagnostic.Test, "RolePolicy", DefaultParameterSetName = EventSet)]
[OutputType(typeof(RolePolicyDecision))]
public sealed class TestRolePolicyCommand : AwsCmdlet
{
    private const string EventSet = "Event";
    private const string ActionSet = "Action";
    private const string RoleEventSet = "RoleEvent";
    private const string RoleActionSet = "RoleAction";

    private readonly List<PSObject> _policies = [];
    private readonly List<RoleEvent> _waiting = [];
    private readonly EventInput _input;
    private RequirementJudge? _judge;
    private string? _roleArn;

    /// <summary>Makes the cmdlet.</summary>
    public TestRolePolicyCommand() => _input = new EventInput(this, Test);

    /// <summary>The role's policies: RolePolicy objects, policy documents as JSON text, files with them, what AWS.Tools gives for a policy, or roles.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = EventSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ActionSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject[] Policy { get; set; } = [];

    /// <summary>The role on AWS whose policies are tested.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RoleEventSet)]
    [Parameter(Mandatory = true, ParameterSetName = RoleActionSet)]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, 1)]
    [RoleNameTransformation]
    public RoleIdentity[] RoleName { get; set; } = [];

    /// <summary>The events to test: of Get-RoleEvents or Find-CTEvent, or CloudTrail's records as JSON text or as ConvertFrom-Json makes them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EventSet, ValueFromPipeline = true)]
    [Parameter(Mandatory = true, ParameterSetName = RoleEventSet, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The actions to test; a wildcard stands for all actions of the catalogue that it matches.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ActionSet)]
    [Parameter(Mandatory = true, ParameterSetName = RoleActionSet)]
    [ArgumentCompleter(typeof(ActionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Action { get; set; } = [];

    /// <summary>The ARNs of the resources to test each action on; * is every resource, and what an action without resources needs.</summary>
    [Parameter(Position = 2, ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = RoleActionSet)]
    [ValidateNotNullOrEmpty]
    public string[] Resource { get; set; } = ["*"];

    /// <summary>Condition keys of the request with their values, such as @{ 'aws:RequestedRegion' = 'eu-central-1' }. For events they count instead of the record's.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary Context { get; set; } = new Hashtable();

    /// <summary>Who makes the request, which a resource's policy may ask for: the ARN of a role, a session or a user, or a service's name. For events it is their session.</summary>
    [Parameter(ParameterSetName = ActionSet)]
    [Parameter(ParameterSetName = RoleActionSet)]
    [ValidateNotNullOrEmpty]
    public string? PrincipalArn { get; set; }

    /// <summary>The role's permissions boundary.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSObject[] PermissionsBoundary { get; set; } = [];

    /// <summary>The policies that the session was made with.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSObject[] SessionPolicy { get; set; } = [];

    /// <summary>The policies of the resources that are asked for: of a bucket, a key, a role's trust policy.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSObject[] ResourcePolicy { get; set; } = [];

    /// <summary>The account of the resources, where their ARNs do not have it, as S3's, and it is not the role's own.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    public string? ResourceAccountId { get; set; }

    /// <summary>The service control policies of one level of the organisation; of several levels, a list in the list for each.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSObject[] ServiceControlPolicy { get; set; } = [];

    /// <summary>The resource control policies of one level of the organisation; of several levels, a list in the list for each.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSObject[] ResourceControlPolicy { get; set; } = [];

    /// <inheritdoc/>
    protected override bool NeedsRegion => false;

    private bool IsOfEvents => Action.Length == 0;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // The parameter set may still be open here: the pipeline decides between those of events.
        if (IsOfEvents)
        {
            _policies.AddRange(Policy);
            _judge = MakeJudge();
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsOfEvents)
        {
            _input.Add(InputObject);
        }
        else
        {
            _policies.AddRange(Policy);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (IsOfEvents)
        {
            _input.End();
            _waiting.ForEach(e => WriteObject(_judge!.TestKnown(e)));
            return;
        }

        var judge = MakeJudge();
        foreach (var action in Action.SelectMany(Expand))
        {
            foreach (var resource in Resource)
            {
                WriteObject(judge.Test(action, resource));
            }
        }
    }

    private void Test(RoleEvent e)
    {
        if (e.IsProbe)
        {
            WriteVerbose($"Left out, since it is none of the role's own work but a look of Enable-TempAdmin at its grant: {e}");
        }
        else if (_judge!.Test(e) is { } decision)
        {
            WriteObject(decision);
        }
        else
        {
            _waiting.Add(e);
        }
    }

    private RequirementJudge MakeJudge()
    {
        var given = RolesOnAws.Read(this, [.. _policies, .. RoleName.Select(PSObject.AsPSObject)]);
        _roleArn = given.RoleArn;
        PSObject[] boundaries = PermissionsBoundary.Length == 0 && given.Boundary is { } boundary ? [boundary] : PermissionsBoundary;
        var set = new PolicySet
        {
            Identity = PolicyInput.Compile(this, nameof(Policy), given.Policies),
            Boundary = Optional(nameof(PermissionsBoundary), boundaries),
            Session = Optional(nameof(SessionPolicy), SessionPolicy),
            TrustsOtherAccounts = true,
            Resource = ResourcePolicy.Length == 0 ? null : PolicyInput.Compile(this, nameof(ResourcePolicy), ResourcePolicy, PolicyDocumentKind.Resource),
            ServiceControl = Levels(nameof(ServiceControlPolicy), ServiceControlPolicy, PolicyDocumentKind.Identity),
            ResourceControl = Levels(nameof(ResourceControlPolicy), ResourceControlPolicy, PolicyDocumentKind.Resource),
        };
        foreach (var warning in set.All().SelectMany(policy => PolicyLint.Check(policy.Policy)).Distinct())
        {
            WriteWarning(warning);
        }

        return new(new PolicyJudge(set), MakeContext(), Principal(), ResourceAccountId);
    }

    private IReadOnlyList<CompiledPolicy>? Optional(string name, PSObject[] items) => items.Length == 0 ? null : PolicyInput.Compile(this, name, items);

    /// <summary>Policies that stand by themselves are one level together.</summary>
    private List<IReadOnlyList<CompiledPolicy>> Levels(string name, PSObject[] items, PolicyDocumentKind kind)
    {
        var levels = new List<List<PSObject>>();
        var plain = new List<PSObject>();
        foreach (var item in items)
        {
            if (ObjectMembers.Elements(ObjectMembers.Unwrap(item)) is { } level)
            {
                levels.Add([.. level.Cast<object>().Select(PSObject.AsPSObject)]);
            }
            else
            {
                plain.Add(item);
            }
        }

        levels.AddRange(plain.Count == 0 ? [] : [plain]);
        return levels.ConvertAll(level => PolicyInput.Compile(this, name, level, kind));
    }

    private IEnumerable<string> Expand(string action)
    {
        var known = ActionCatalogue.Match(action).Select(a => a.Action).ToList();
        if (known.Count == 0)
        {
            if (ActionPattern.HasWildcard(action) || !action.Contains(':', StringComparison.Ordinal))
            {
                WriteError(Errors.ActionNotFound(action, ActionCatalogue.Nearest(action)));
                return [];
            }

            var nearest = ActionCatalogue.Nearest(action);
            WriteWarning($"The catalogue of {ActionCatalogue.Date:O} does not know the action '{EventName.ForMessage(action)}'{(nearest is null ? "." : $". Did you mean '{nearest}'?")}");
            return [action];
        }

        return known;
    }

    private RequestPrincipal? Principal()
    {
        var text = PrincipalArn ?? _roleArn ?? _policies.Select(ObjectMembers.Unwrap).OfType<TrailOps.RolePolicy>().Select(policy => policy.RoleArn).FirstOrDefault(arn => arn.Length > 0);
        if (text is null)
        {
            return null;
        }

        var principal = new RequestPrincipal(text);
        if (principal.Account is null && (text.StartsWith("arn:", StringComparison.Ordinal) || !text.Contains('.', StringComparison.Ordinal)))
        {
            ThrowTerminatingError(Errors.PrincipalNotReadable(text));
        }

        return principal;
    }

    private RequestContext MakeContext()
    {
        var context = new RequestContext();
        if (!IsOfEvents)
        {
            var now = DateTimeOffset.UtcNow;
            context.Set("aws:CurrentTime", Text(now.UtcDateTime));
            context.Set("aws:EpochTime", Text(now.ToUnixTimeSeconds()));
            if (Principal() is { Account: { } account } principal)
            {
                context.Set("aws:PrincipalArn", principal.RoleArn ?? principal.Text);
                context.Set("aws:PrincipalAccount", account);
            }
        }

        foreach (DictionaryEntry entry in Context)
        {
            if (ObjectMembers.Unwrap(entry.Key) is not string { Length: > 0 } key)
            {
                ThrowTerminatingError(Errors.ContextNotReadable(entry.Key, "which is no text"));
                continue;
            }

            var value = ObjectMembers.Unwrap(entry.Value);
            if (ObjectMembers.AreAllOf(value))
            {
                ThrowTerminatingError(Errors.ContextNotReadable(key, "whose value has members of its own"));
            }

            context.Set(key, value is null ? [] : ObjectMembers.Elements(value) is { } list ? [.. list.Cast<object?>().Select(Text)] : [Text(value)]);
        }

        return context;
    }

    /// <summary>A value as IAM writes it.</summary>
    private static string Text(object? value) => ObjectMembers.Unwrap(value) switch
    {
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
