using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Kms;

/// <summary>Aliases: https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html</summary>
internal static partial class AliasOperations
{
    private const int MaxPage = 100;

    /// <summary>The ARN of the alias that a request names.</summary>
    public static string Arn(Call call)
    {
        var name = call.Json.Text("AliasName") ?? throw KmsErrors.Invalid("aliasName", null, "Member must not be null");
        return !Names().IsMatch(name) ? throw new AwsException("InvalidAliasNameException", $"Invalid identifier: {name}. An alias is named alias/ and letters, digits, /, _ and -.")
            : name.StartsWith("alias/aws/", StringComparison.Ordinal) ? throw new AwsException("NotAuthorizedException", "Aliases that begin with alias/aws/ are AWS's own.")
            : $"arn:{call.Partition}:kms:{call.Region}:{call.Account.Id}:{name}";
    }

    public static JsonObject Create(Call call)
    {
        var arn = Arn(call);
        if (call.Account.Keys.Aliases.ContainsKey(arn))
        {
            throw new AwsException("AlreadyExistsException", $"An alias with the name {arn} already exists");
        }

        call.Account.Keys.Aliases[arn] = new KeyAlias(arn, Target(call).Arn, call.Now, call.Now);
        return [];
    }

    public static JsonObject Update(Call call)
    {
        var alias = Find(call);
        var target = Target(call);
        if (KeyNames.Find(call.World, alias.Target) is { } before && (before.Usage != target.Usage || before.Spec == KmsKey.Symmetric != (target.Spec == KmsKey.Symmetric)))
        {
            throw KmsErrors.Invalid("targetKeyId", target.Id, "The key must be of the kind of the one that the alias has now");
        }

        call.Account.Keys.Aliases[alias.Arn] = alias with { Target = target.Arn, Updated = call.Now };
        return [];
    }

    public static JsonObject Delete(Call call)
    {
        call.Account.Keys.Aliases.Remove(Find(call).Arn);
        return [];
    }

    public static JsonObject List(Call call)
    {
        var key = call.Json.Text("KeyId") is null ? null : KeyOperations.Find(call, "KeyId") ?? throw KmsErrors.InvalidKeyId(call.Json.Text("KeyId")!);
        var aliases = call.Account.Keys.Aliases.Values.Where(alias => KeyNames.RegionOf(alias.Arn) == call.Region && (key is null || alias.Target == key.Arn));
        return KmsPage.Of(call, "Aliases", MaxPage, aliases, alias => alias.Name, alias => new JsonObject
        {
            ["AliasName"] = alias.Name,
            ["AliasArn"] = alias.Arn,
            ["TargetKeyId"] = alias.Target.Split('/', 2)[1],
            ["CreationDate"] = JsonBody.Seconds(alias.Created),
            ["LastUpdatedDate"] = JsonBody.Seconds(alias.Updated),
        });
    }

    private static KeyAlias Find(Call call) => call.Account.Keys.Aliases.GetValueOrDefault(Arn(call)) ?? throw KmsErrors.NoAlias(Arn(call));

    private static KmsKey Target(Call call) =>
        KeyOperations.Key(call, "TargetKeyId") is var key && key.State == KmsKey.PendingDeletion ? throw KmsErrors.PendingDeletion(key) : key;

    [GeneratedRegex(@"\Aalias/[A-Za-z0-9/_-]{1,250}\z")]
    private static partial Regex Names();
}
