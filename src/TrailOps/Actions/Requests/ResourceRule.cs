namespace TrailOps.Actions;

/// <summary>One way to find the ARNs of a type of resource in the requests of a kind of event: a row of a table, made ready for the event's shape.</summary>
internal sealed class ResourceRule
{
    private const int MostVariants = 10_000;
    private const string WholeArn = "ARN";
    private const string None = "-";
    private readonly string _type;
    private readonly string[] _actions;
    private readonly RequestCondition _when;
    private readonly List<(string Variable, ResourceValue Value)> _values;
    private readonly string[] _endings;

    private ResourceRule(string type, string actions, string when, string values, string endings, RequestShape shape)
    {
        _type = type;
        _actions = actions.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _when = RequestCondition.Parse(when, shape);
        _values = values == None ? [] : [.. values.Split(' ').Select(v => v.Split('=', 2)).Select(v => (v[0], new ResourceValue(v[1], shape)))];
        _endings = Array.ConvertAll(endings.Split(' '), e => e == "-" ? "" : e);
    }

    /// <summary>A row of Actions/Data/resources.tsv.</summary>
    public static ResourceRule OfTable(string[] row, RequestShape shape) => new(row[2], row[3], row[4], row[5], row[6], shape);

    /// <summary>A row of the catalogue: resource type, values, events.</summary>
    public static ResourceRule OfCatalogue(string[] row, RequestShape shape) => new(row[0], "", "", row[1], "-", shape);

    public bool IsFor(string action, string type) => _type == type && (_actions.Length == 0 || _actions.Contains(action, StringComparer.Ordinal));

    /// <summary>Whether the resource is there but not in the record.</summary>
    public bool IsUntold => _values.Exists(v => v.Value.IsUntold);

    /// <summary>Whether the rule says that a call with this request has no resource of the type.</summary>
    public bool Excludes(RequestValues request) => _values.Count == 0 && _when.Holds(request);

    /// <summary>Whether the form has the variables whose values the rule gives.</summary>
    public bool IsAbout(ArnFormat format) => _values.Count > 0 && _values.TrueForAll(v => v.Variable is WholeArn or "Partition" or "Region" or "Account" || format.Variables.Contains(v.Variable));

    /// <summary>Whether the request has what the ARN can't do without; quick, and true for all that it is true for.</summary>
    public bool IsTold(RequestValues request)
    {
        foreach (var (_, value) in _values)
        {
            if (!value.IsOptional && !value.IsTold(request))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The ARNs in a request; none where the rule does not hold or the request does not tell.</summary>
    public List<string> Find(RequestValues request, ArnFormat format, ResourceContext context)
    {
        List<string> arns = [];
        if (!_when.Holds(request))
        {
            return arns;
        }

        if (_values is [(WholeArn, var whole)])
        {
            arns.AddRange(whole.ArnsIn(request).Where(arn => format.Fits(arn)));
        }
        else
        {
            Build(request, format, context, arns);
        }

        return arns.Count < 2 && _endings is [""] ? arns : [.. arns.SelectMany(arn => _endings, (arn, ending) => arn + ending).Distinct(StringComparer.Ordinal)];
    }

    private void Build(RequestValues request, ArnFormat format, ResourceContext context, List<string> arns)
    {
        // Most resources are one: the others are made from it.
        List<List<(string, string)>> variants = [new(_values.Count)];
        foreach (var (variable, value) in _values)
        {
            var found = value.In(request, format, arns);
            if (found.Count == 0 && value.IsOptional)
            {
                continue;
            }

            if (found.Count == 1)
            {
                variants.ForEach(v => v.Add((variable, found[0])));
                continue;
            }

            // A request that names so many combinations of resources means all of them.
            found = (long)variants.Count * found.Count > MostVariants ? ["*"] : found;
            variants = [.. variants.SelectMany(v => found, (v, text) => (List<(string, string)>)[.. v, (variable, text)])];
        }

        foreach (var variant in variants)
        {
            arns.Add(format.Build(context, variant));
        }
    }
}
