using System.Management.Automation;
using TrailOps.Actions;
using TrailOps.Events;
using TrailOps.Policies;

namespace TrailOps.Cmdlets;

/// <summary>Makes the least policy that allows what a role's events show.</summary>
/// <remarks>
/// <para>Takes events and puts out one policy for each role among them, once all events have come. The same events give the same text in
/// whatever order and shape they come, and however often.</para>
/// <para>Events are those of Get-RoleEvents, also from a job or Import-Clixml; those of Find-CTEvent; and CloudTrail's records as JSON text, line by
/// line or whole, or as objects: a record, a log file with its Records, an answer of LookupEvents, or several of these. Calls that no role's
/// session made are passed over, and a warning says how many.</para>
/// <para>Refusals of ConvertFrom-AuthorizationMessage are taken too, by themselves or among events: what was refused is allowed. Where it was denied, or refused by a policy of
/// another kind, such as a service control policy or a permissions boundary, no policy of the role helps: a remark says so, and it is left out.</para>
/// <para>A call that succeeded counts. So does one whose error came after the permission was checked, such as NoSuchTagSet; with -SuccessOnly it
/// does not. Refusals count with -IncludeDenied alone, and errors that tell nothing of the permission never do. The property Counts says what became
/// of the events, Uncounted and Unmapped which they are and why.</para>
/// <para>Permissions that a call needed and that left no event of their own are added: iam:PassRole for a role that was passed, tags on what was
/// created, a copy's source, keys. Resources come from the record. What was created meanwhile and has an id of AWS's choice becomes a wildcard, since
/// the next one has another id. Where the record does not tell a resource it is *. The property Evidence says why each action is there on each
/// resource, Remarks where the policy is wider or narrower than the events.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions, resources, and condition keys for AWS services</seealso>
[Cmdlet(VerbsData.ConvertTo, "RolePolicy", DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(TrailOps.RolePolicy), ParameterSetName = [ObjectSet])]
[OutputType(typeof(string), ParameterSetName = [JsonSet, TerraformSet])]
public sealed class ConvertToRolePolicyCommand : PSCmdlet
{
    private const string ObjectSet = "Object";
    private const string JsonSet = "Json";
    private const string TerraformSet = "Terraform";

    private readonly SortedDictionary<string, RolePolicyBuilder> _builders = new(StringComparer.OrdinalIgnoreCase);
    private readonly EventInput _input;
    private RolePolicyOptions _options = new();
    private EventReader _reader = new(new());
    private byte[] _lastIssuer = [];
    private RolePolicyBuilder? _last;

    /// <summary>Makes the cmdlet.</summary>
    public ConvertToRolePolicyCommand() => _input = new EventInput(this, Add, Add);

    /// <summary>The events: of Get-RoleEvents or Find-CTEvent, or CloudTrail's records as JSON text or as ConvertFrom-Json makes them; or refusals of
    /// ConvertFrom-AuthorizationMessage.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Resource allows the actions on the resources that the events were about; Action allows them on every resource.</summary>
    [Parameter]
    public RolePolicyScope Scope { get; set; }

    /// <summary>How many resources an action may list. Where there are more, what they have in common stands for them, and a remark says so.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxResource { get; set; } = RolePolicyOptions.DefaultMaxResource;

    /// <summary>Counts calls without any error alone.</summary>
    [Parameter]
    public SwitchParameter SuccessOnly { get; set; }

    /// <summary>Counts refused calls too, as if they had succeeded.</summary>
    [Parameter]
    public SwitchParameter IncludeDenied { get; set; }

    /// <summary>Writes actions shorter, where a wildcard allows no other action that IAM has today.</summary>
    [Parameter]
    public SwitchParameter UseWildcard { get; set; }

    /// <summary>Allows what services did on the role's behalf only when they do it, by aws:CalledVia or kms:ViaService.</summary>
    [Parameter]
    public SwitchParameter UseCalledVia { get; set; }

    /// <summary>Leaves actions out, such as iam:* or s3:GetObject.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string[] ExcludeAction { get; set; } = [];

    /// <summary>Leaves all actions of services out, by their IAM prefixes, such as sts or ec2.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string[] ExcludeService { get; set; } = [];

    /// <summary>Adds actions on every resource, such as s3:ListAllMyBuckets or ec2:Describe*, whatever is left out or allowed by a baseline.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string[] IncludeAction { get; set; } = [];

    /// <summary>Leaves out what these policies allow already: RolePolicy objects, policy documents as JSON text, files with them, or what AWS.Tools
    /// gives for a policy.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSObject[] Baseline { get; set; } = [];

    /// <summary>Puts out several policies, each at most this size: 6144 is what a managed policy may have, 10240 all inline policies of a role together.
    /// White space does not count.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(PolicySizeCompleter))]
    public int SplitSize { get; set; }

    /// <summary>Puts out the policy document as JSON text instead of the object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = JsonSet)]
    public SwitchParameter AsJson { get; set; }

    /// <summary>Puts out the policy document as Terraform's data source aws_iam_policy_document, with the role's name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TerraformSet)]
    public SwitchParameter AsTerraform { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _options = new RolePolicyOptions
        {
            Scope = Scope,
            MaxResource = MaxResource,
            SuccessOnly = SuccessOnly,
            IncludeDenied = IncludeDenied,
            UseWildcard = UseWildcard,
            UseCalledVia = UseCalledVia,
            ExcludeAction = [.. ExcludeAction.Select(Known)],
            ExcludeService = [.. ExcludeService.Select(KnownService)],
            IncludeAction = [.. IncludeAction.Select(Known)],
            Baseline = Baseline.Length == 0 ? null : new PolicyBaseline(PolicyInput.Read(this, Baseline)),
        };
        _reader = new EventReader(_options);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _input.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _input.End();
        List<TrailOps.RolePolicy> policies = [];
        foreach (var builder in _builders.Values)
        {
            try
            {
                policies.AddRange(builder.Build(SplitSize == 0 ? null : SplitSize));
            }
            catch (Exception e) when (e is PolicySizeException or ArgumentOutOfRangeException)
            {
                WriteError(Errors.PolicyTooLarge(builder.RoleArn, e));
            }
        }

        new RolePolicyWarnings(this).Write(policies);
        foreach (var policy in policies)
        {
            WriteObject(AsJson ? policy.Json : AsTerraform ? policy.ToTerraform(NameOf(policy, policies)) : policy);
        }
    }

    /// <summary>The role's name; with its account where several accounts have a role of this name.</summary>
    private static string NameOf(TrailOps.RolePolicy policy, List<TrailOps.RolePolicy> policies) =>
        policies.Exists(other => other.RoleArn != policy.RoleArn && other.RoleName.Equals(policy.RoleName, StringComparison.OrdinalIgnoreCase))
            ? $"{policy.RoleName}_{policy.RoleArn.Split(':')[4]}"
            : policy.RoleName;

    private void Add(RoleEvent e)
    {
        // Most events are of the same role as the one before.
        var issuer = e.Raw(RecordField.IssuerArn);
        if (issuer.IsEmpty || !issuer.SequenceEqual(_lastIssuer))
        {
            _last = BuilderOf(e.RoleArn, e.RoleName);
            _lastIssuer = issuer.ToArray();
        }

        _last!.Add(e);
    }

    private void Add(AuthorizationDenial denial)
    {
        var principal = denial.Principal;
        BuilderOf(principal.RoleArn ?? denial.PrincipalArn ?? "", principal.RoleName).Add(denial);
    }

    private RolePolicyBuilder BuilderOf(string arn, string? roleName)
    {
        // A role is its account and its name; its path is not in every record. Others than roles are known by their ARN.
        var account = arn.IndexOf(":role/", StringComparison.Ordinal);
        var key = account < 0 ? arn : string.Concat(arn.AsSpan(0, account), "/", roleName);
        if (!_builders.TryGetValue(key, out var builder))
        {
            _builders.Add(key, builder = new RolePolicyBuilder(_options, _reader));
        }

        return builder;
    }

    /// <summary>An action in the catalogue's spelling, or a pattern that has some.</summary>
    private string Known(string action)
    {
        // IAM takes no wildcard in a prefix.
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || ActionPattern.HasWildcard(action.AsSpan(0, colon)) || !ActionCatalogue.Match(action).Any())
        {
            ThrowTerminatingError(Errors.ActionNotFound(action, ActionCatalogue.Nearest(action)));
        }

        return ActionPattern.HasWildcard(action) ? action : ActionCatalogue.Find(action)!.Action;
    }

    private string KnownService(string service)
    {
        if (!ActionCatalogue.Services.Any(known => ActionPattern.IsMatch(service, known.Prefix)))
        {
            ThrowTerminatingError(Errors.ServiceNotFound(service, ActionCatalogue.NearestService(service)));
        }

        return service;
    }
}
