using TrailOps.Policies;

namespace TrailOps.Actions;

/// <summary>
/// Tags that a call gives to what it creates, which needs the permission to tag and leaves no event of its own
/// (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html).
/// </summary>
internal sealed class CreationTags
{
    /// <summary>What Amazon EC2 needs for tags.</summary>
    public const string Ec2Action = "ec2:CreateTags";

    private const string Key = ":CreateAction";
    private const string Launch = "RunInstances";
    private static readonly NeedSource Source = new(RolePolicyOrigin.Implied, "What the call creates is given tags.");
    private static readonly NeedSource TemplateSource = new(RolePolicyOrigin.Implied, "The launch template tags what is launched.");

    // As CloudTrail writes the members of requests that hold tags, right in the request or in a part of it.
    private static readonly string[] Members =
    [
        "*tags", "tagsList", "tagList", "tagSet", "tagging", "tagSpecificationSet", "tagSpecifications", "tagSpecification",
        "*.*tags", "*.tagList", "*.tagSet", "*.tagSpecification*", "*.*.tagSpecificationSet",
    ];

    private readonly List<(IamAction Action, string? Key)> _actions;
    private readonly int[] _tags;
    private readonly int[] _types;
    private readonly int _answered = -1;
    private readonly string _eventName;

    private CreationTags(IEnumerable<IamAction> actions, string eventName, RequestShape shape)
    {
        _actions = [.. actions.Select(action => (action, action.ConditionKeys.FirstOrDefault(key => key.EndsWith(Key, StringComparison.Ordinal))))];
        _tags = Array.ConvertAll(Members, shape.Add);
        _types = [shape.Add("tagSpecificationSet.resourceType"), shape.Add("tagSpecification.resourceType"), shape.Add("tagSpecifications.resourceType"), shape.Add("*.tagSpecification*.resourceType")];
        _eventName = eventName;
        if (eventName == Launch)
        {
            // Tags that a launch template gives, which the request does not tell.
            _answered = shape.Add("responseElements.instancesSet.items.tagSet");
            _tags = [.. _tags, _answered];
        }
    }

    public IEnumerable<string> Actions => _actions.Select(a => a.Action.Action);

    /// <summary>The tagging that AWS lists for the operation besides its own action, or as what the action depends on; null where it lists none.</summary>
    public static CreationTags? Find(CatalogueService? service, string eventName, RequestShape shape)
    {
        if (service is null)
        {
            return null;
        }

        var dependent = ActionCatalogue.Find($"{service.Service.Prefix}:{eventName}")?.DependentActions.Where(action => action.StartsWith(service.Service.Prefix + ":", StringComparison.Ordinal)) ?? [];
        var actions = (service.TryGetOperation(eventName, out var operation) ? operation.Also : []).Concat(dependent).Distinct(StringComparer.Ordinal).Select(ActionCatalogue.Find).OfType<IamAction>()
            .Where(action => action.AccessLevel == IamAccessLevel.Tagging && action.Name.Contains("Tag", StringComparison.Ordinal) && !action.Name.StartsWith("Un", StringComparison.Ordinal)
                && !action.Name.StartsWith("Remove", StringComparison.Ordinal) && !action.Name.StartsWith("Delete", StringComparison.Ordinal))
            .ToList();
        return actions.Count == 0 ? null : new(actions, eventName, shape);
    }

    /// <summary>What the tags of a launch template need.</summary>
    /// <param name="template">What stands for its content.</param>
    public static Need OfTemplate(IReadOnlyList<string> template) => new(Ec2Action, template, new("StringEquals", "ec2" + Key, Launch), TemplateSource);

    /// <summary>What the tags need; nothing where there are none.</summary>
    /// <param name="record">The event.</param>
    /// <param name="needs">What the call itself needs: tags are on what it creates, or on another of its resources.</param>
    /// <param name="resources">The resources by action.</param>
    public IEnumerable<Need> In(EventRecord record, IReadOnlyList<Need> needs, IReadOnlyDictionary<string, ActionResources> resources) =>
        !Array.Exists(_tags, slot => record.Request[slot].Count > 0)
            ? []
            : _actions.Where(a => !needs.Any(n => n.Action == a.Action.Action)).Select(a => Of(a.Action, a.Key, record, needs, resources[a.Action.Action]));

    private Need Of(IamAction action, string? key, EventRecord record, IReadOnlyList<Need> needs, ActionResources tagged)
    {
        var resources = OfTypes(action, record);
        if (resources.Count == 0)
        {
            resources = tagged.FindCreated(record);
        }

        if (resources.Count == 0)
        {
            var formats = action.ResourceTypes.SelectMany(t => t.ArnFormats).Select(ActionResources.Format).ToList();
            resources = [.. needs.Where(n => n.Source.Origin == RolePolicyOrigin.Direct).SelectMany(n => n.Resources).Where(arn => arn != "*" && formats.Exists(f => f.Fits(arn)) && !IsOld(arn, record))];
        }

        var isKnown = resources.Count > 0 || action.ResourceTypes.Count == 0;
        return new(action.Action, isKnown && resources.Count > 0 ? [.. resources.Distinct(StringComparer.Ordinal)] : ["*"], key is null ? null : new GrantCondition("StringEquals", key, _eventName), Source)
        {
            Remark = isKnown ? null : $"The record does not tell the resource of {action.Action}.",
        };
    }

    /// <summary>What the request of a call that creates something names by its ARN was there before: what is created belongs to it.</summary>
    private static bool IsOld(string arn, EventRecord record) => record.IsCreating && record.HasInRequest(arn);

    /// <summary>Amazon EC2 says of each list of tags what type of resource it is for.</summary>
    private List<string> OfTypes(IamAction action, EventRecord record)
    {
        var names = _types.SelectMany(slot => record.Request[slot]).ToHashSet(StringComparer.Ordinal);
        if (_answered >= 0 && record.Request[_answered].Count > 0)
        {
            names.Add("instance");
        }

        return names.Count == 0
            ? []
            : [.. action.ResourceTypes.Where(type => names.Contains(type.Name)).SelectMany(type => type.ArnFormats)
                .Select(format => ActionResources.Format(format).BuildAny(record.Context))];
    }
}
