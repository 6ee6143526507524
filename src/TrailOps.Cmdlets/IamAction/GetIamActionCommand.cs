using System.Management.Automation;
using TrailOps.Actions;

namespace TrailOps.Cmdlets;

/// <summary>Gets IAM actions from the catalogue: by name, by service, or those that an event needs.</summary>
/// <remarks>
/// <para>The catalogue comes with the module and needs no network. It holds every IAM action with its access level, resource types, ARN
/// formats and condition keys, as the AWS service authorization reference lists them.</para>
/// <para>With -EventSource and -EventName: the actions that a call needs which CloudTrail records under these names.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions, resources, and condition keys for AWS services</seealso>
[Cmdlet(VerbsCommon.Get, "IamAction", DefaultParameterSetName = NameSet)]
[OutputType(typeof(TrailOps.IamAction))]
public sealed class GetIamActionCommand : PSCmdlet
{
    private const string NameSet = "Name";
    private const string EventSet = "Event";
    private const string RoleEventSet = "RoleEvent";

    /// <summary>The actions, such as s3:GetObject. Wildcards are understood; a name without a prefix is looked for in every service.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Actions of the services with these IAM prefixes, such as s3. Wildcards are understood.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ValidateWildcard]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string[] Service { get; set; } = [];

    /// <summary>Actions of these access levels.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IamAccessLevel[] AccessLevel { get; set; } = [];

    /// <summary>The event's source as CloudTrail writes it, such as s3.amazonaws.com, or s3 for short.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EventSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventSourceCompleter))]
    public string EventSource { get; set; } = "";

    /// <summary>The event's name as CloudTrail writes it, such as ListBuckets.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EventSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventNameCompleter))]
    public string EventName { get; set; } = "";

    /// <summary>An event of Get-RoleEvents. Its record tells more than the two names do: a version that was asked for, a role that was passed,
    /// tags that were given.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RoleEventSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public RoleEvent? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case EventSet:
                var source = EventSourceName.Complete(EventSource);
                var found = EventActionMap.Find(source, EventName);
                WriteNeeded(source, EventName, found, found.Actions);
                break;
            case RoleEventSet:
                var needs = InputObject!.Needs;
                var actions = needs.Needs.Select(need => need.Action).Distinct(StringComparer.Ordinal);
                WriteNeeded(InputObject.EventSource ?? "", InputObject.EventName ?? "", needs.Found, actions);
                break;
            default:
                var services = FindServices();
                foreach (var name in Name)
                {
                    WriteNamed(name, services);
                }

                break;
        }
    }

    private HashSet<string>? FindServices()
    {
        if (Service.Length == 0)
        {
            return null;
        }

        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var service in Service)
        {
            var pattern = new WildcardPattern(service, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            var matches = ActionCatalogue.Services.Select(known => known.Prefix).Where(pattern.IsMatch).ToList();
            if (matches.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(service))
            {
                WriteError(Errors.ServiceNotFound(service, ActionCatalogue.NearestService(service)));
            }

            found.UnionWith(matches);
        }

        return found;
    }

    private void WriteNamed(string name, HashSet<string>? services)
    {
        var matches = services is null || name.Contains(':', StringComparison.Ordinal)
            ? ActionCatalogue.Match(name)
            : services.SelectMany(service => ActionCatalogue.Match($"{service}:{name}"));
        var isFound = false;
        foreach (var action in matches)
        {
            isFound = true;
            if (services?.Contains(action.Service) != false)
            {
                Write(action);
            }
        }

        if (!isFound && services?.Count != 0 && !name.AsSpan().ContainsAny('*', '?'))
        {
            var full = services is { Count: 1 } && !name.Contains(':', StringComparison.Ordinal) ? $"{services.Single()}:{name}" : name;
            WriteError(Errors.ActionNotFound(name, ActionCatalogue.Nearest(full)));
        }
    }

    private void WriteNeeded(string source, string name, EventActions needed, IEnumerable<string> actions)
    {
        switch (needed.Kind)
        {
            case EventActionKind.Unmapped:
                WriteError(Errors.EventNotMapped(source, name, needed.Reason));
                break;
            case EventActionKind.NoPermission:
                WriteWarning($"{source}:{name} needs no permission: {needed.Reason}");
                break;
            default:
                foreach (var action in actions)
                {
                    Write(ActionCatalogue.Find(action)!);
                }

                break;
        }
    }

    private void Write(TrailOps.IamAction action)
    {
        if (AccessLevel.Length == 0 || AccessLevel.Contains(action.AccessLevel))
        {
            WriteObject(action);
        }
    }
}
