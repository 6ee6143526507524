using System.Globalization;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Kms;

/// <summary>
/// The permissions of KMS's operations: https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
/// Identity policies count only where the key's own policy lets them: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
/// </summary>
internal static class KmsNeeds
{
    private const string NobodyNamed = """{"Version":"2012-10-17","Statement":[]}""";

    /// <summary>An operation on the key that a member names.</summary>
    /// <param name="call">The call.</param>
    /// <param name="action">Such as <c>kms:DisableKey</c>.</param>
    /// <param name="use">Which names it takes.</param>
    /// <param name="member">Where the key is named.</param>
    /// <param name="more">Keys of the operation's own.</param>
    public static IEnumerable<Access> OnKey(Call call, string action, KeyUse use, string member = "KeyId", IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>? more = null)
    {
        var name = call.Json.Text(member) ?? throw KmsErrors.Invalid(EventJson.Camel(member), null, "Member must not be null");
        var arn = KeyNames.Arn(call.Account, call.Region, name);
        if (arn is null || (KeyNames.IsAlias(name) && !use.HasFlag(KeyUse.ByAlias)))
        {
            throw KmsErrors.InvalidKeyId(name);
        }

        if (KeyNames.RegionOf(arn) != call.Region)
        {
            throw KmsErrors.OtherRegion(arn);
        }

        var owner = KeyNames.AccountOf(arn);
        var isOwn = owner == call.Account.Id;
        if (KeyNames.Find(call.World, arn) is { } key)
        {
            // What other accounts can't do at all is refused as if the key's policy didn't let them.
            var access = On(call, action, key, more, name);
            yield return isOwn || use.HasFlag(KeyUse.ByOthers) ? access : access with { ResourcePolicy = NobodyNamed };
            yield break;
        }

        if (isOwn && KeyNames.IsAlias(arn))
        {
            throw KmsErrors.NoAlias(arn);
        }

        // Who could not ask about a key that is there does not learn that it isn't.
        yield return new Access(action, isOwn || !KeyNames.IsAlias(arn) ? arn : $"arn:{call.Partition}:kms:{call.Region}:{owner}:key/*")
        {
            ResourceAccount = owner,
            ResourcePolicy = isOwn ? KeyPolicies.Default(call.Account) : NobodyNamed,
        };
        throw KmsErrors.NoKey(arn);
    }

    /// <summary>A permission on a key that is there.</summary>
    public static Access On(Call call, string action, KmsKey key, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>? more = null, string? name = null)
    {
        Dictionary<string, IReadOnlyList<string>> context = new(StringComparer.OrdinalIgnoreCase)
        {
            ["kms:KeySpec"] = [key.Spec],
            ["kms:KeyUsage"] = [key.Usage],
            ["kms:KeyOrigin"] = ["AWS_KMS"],
            ["kms:MultiRegion"] = [key.IsMultiRegion ? "true" : "false"],
            ["kms:ResourceAliases"] = [.. key.Account.Keys.Aliases.Values.Where(alias => alias.Target == key.Arn).Select(alias => alias.Name)],
        };
        if (call.IsAuthenticated && call.Caller.Account is { } caller)
        {
            context["kms:CallerAccount"] = [caller.Id];
        }

        if (name is not null && KeyNames.IsAlias(name))
        {
            context["kms:RequestAlias"] = [name.Split(':')[^1]];
        }

        foreach (var (condition, values) in more ?? [])
        {
            context[condition] = values;
        }

        return new Access(action, key.Arn) { Context = context, ResourcePolicy = key.EnforcedPolicy, ResourceAccount = key.Account.Id };
    }

    /// <summary>An encryption context as condition keys.</summary>
    public static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Of(IReadOnlyDictionary<string, string> encryptionContext) => encryptionContext.Count == 0 ? [] :
    [
        .. encryptionContext.Select(pair => KeyValuePair.Create<string, IReadOnlyList<string>>($"kms:EncryptionContext:{pair.Key}", [pair.Value])),
        KeyValuePair.Create<string, IReadOnlyList<string>>("kms:EncryptionContextKeys", [.. encryptionContext.Keys]),
    ];

    public static SortedDictionary<string, string> EncryptionContext(Call call) => new(
        (call.Json["EncryptionContext"] as JsonObject)?.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "") ?? [], StringComparer.Ordinal);

    /// <summary>What CreateKey is judged by: there is no key yet, so neither is a policy of one.</summary>
    public static IEnumerable<Access> ToCreate(Call call) =>
    [
        new Access("kms:CreateKey")
        {
            Context = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
            {
                ["kms:CallerAccount"] = [call.Account.Id],
                ["kms:KeySpec"] = [call.Json.Text("KeySpec") ?? KmsKey.Symmetric],
                ["kms:KeyUsage"] = [call.Json.Text("KeyUsage") ?? "ENCRYPT_DECRYPT"],
                ["kms:BypassPolicyLockoutSafetyCheck"] = [Bypasses(call)],
            },
        },
    ];

    public static IEnumerable<Access> ToPutPolicy(Call call) =>
        OnKey(call, "kms:PutKeyPolicy", KeyUse.ById, more: [KeyValuePair.Create<string, IReadOnlyList<string>>("kms:BypassPolicyLockoutSafetyCheck", [Bypasses(call)])]);

    public static IEnumerable<Access> ToDelete(Call call) => OnKey(call, "kms:ScheduleKeyDeletion", KeyUse.ById, more:
    [
        KeyValuePair.Create<string, IReadOnlyList<string>>("kms:ScheduleKeyDeletionPendingWindowInDays", [(call.Json.Number("PendingWindowInDays") ?? KeyOperations.MaxWindow).ToString(CultureInfo.InvariantCulture)]),
    ]);

    /// <summary>An alias's operations ask for the alias and for each key that it leaves or gets.</summary>
    public static IEnumerable<Access> OnAlias(Call call, string action, bool hasTarget)
    {
        var arn = AliasOperations.Arn(call);
        yield return new Access(action, arn);
        if (KeyNames.Find(call.World, arn) is { } present)
        {
            yield return On(call, action, present);
        }

        if (!hasTarget)
        {
            yield break;
        }

        foreach (var access in OnKey(call, action, KeyUse.ById, "TargetKeyId"))
        {
            yield return access;
        }
    }

    private static string Bypasses(Call call) => call.Json.Flag("BypassPolicyLockoutSafetyCheck") == true ? "true" : "false";
}
