namespace TrailOps.Actions;

/// <summary>
/// Every IAM action: its access level, resource types with ARN formats, condition keys and dependent actions. The facts are those of the
/// Service Authorization Reference (https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html), taken from the npm
/// package that <see cref="Source"/> names. All of it is embedded; a service is read when first asked for. Thread-safe.
/// </summary>
public static class ActionCatalogue
{
    private static readonly Lazy<IReadOnlyList<IamService>> AllServices =
        new(() => Array.ConvertAll(CatalogueResource.Instance.Services, s => s.Service).AsReadOnly());

    /// <summary>The name of the data's source.</summary>
    public static string Source => CatalogueResource.Instance.Source;

    /// <summary>The version of the data's source.</summary>
    public static string Version => CatalogueResource.Instance.Version;

    /// <summary>The day the source's data was last updated (UTC).</summary>
    public static DateOnly Date => CatalogueResource.Instance.Date;

    /// <summary>Every service, in the order of their prefixes.</summary>
    public static IReadOnlyList<IamService> Services => AllServices.Value;

    /// <summary>The actions of a service by its prefix, in the order of their names; empty where there is no such service.</summary>
    public static IReadOnlyList<IamAction> ActionsOf(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return CatalogueResource.Instance.TryGetService(service, out var found) ? found.Actions : [];
    }

    /// <summary>The action of this name (<c>s3:getobject</c>; case does not count), or null.</summary>
    public static IamAction? Find(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !CatalogueResource.Instance.TryGetService(action[..colon], out var service))
        {
            return null;
        }

        return service.TryGetAction(action[(colon + 1)..], out var found) ? found : null;
    }

    /// <summary>
    /// The actions that a pattern names, in the catalogue's order. <c>*</c> and <c>?</c> are wildcards as in a policy, and case does not
    /// count. Without a prefix (<c>GetObject</c>, <c>Pass*</c>) the name is looked up in every service.
    /// </summary>
    public static IEnumerable<IamAction> Match(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var colon = pattern.IndexOf(':', StringComparison.Ordinal);
        return Match(colon < 0 ? "*" : pattern[..colon], pattern[(colon + 1)..]);
    }

    /// <summary>
    /// The action that was probably meant by an unknown one (<c>s3:GetObjcet</c>, <c>s3:ListBuckets</c>, <c>lamda:InvokeFunction</c>), or null
    /// where nothing is near. The same answer for the same text.
    /// </summary>
    public static string? Nearest(string unknown)
    {
        ArgumentNullException.ThrowIfNull(unknown);
        return NearestAction.To(unknown.Trim());
    }

    /// <summary>The IAM prefix nearest to one that does not exist; null where none is near.</summary>
    public static string? NearestService(string unknown)
    {
        ArgumentNullException.ThrowIfNull(unknown);
        return NearestAction.ServiceTo(unknown.Trim());
    }

    private static IEnumerable<IamAction> Match(string prefix, string name)
    {
        foreach (var service in CatalogueResource.Instance.Services)
        {
            if (!ActionPattern.IsMatch(prefix, service.Service.Prefix))
            {
                continue;
            }

            if (!ActionPattern.HasWildcard(name))
            {
                if (service.TryGetAction(name, out var action))
                {
                    yield return action;
                }

                continue;
            }

            foreach (var action in service.Actions)
            {
                if (ActionPattern.IsMatch(name, action.Name))
                {
                    yield return action;
                }
            }
        }
    }
}
