using System.Text.Json.Nodes;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Events;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Kms;

/// <summary>KMS, as far as trails and their readers need it: https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html</summary>
internal sealed class KmsService : JsonService
{
    private const KeyUse ByAll = KeyUse.ByAlias | KeyUse.ByOthers;

    public KmsService()
        : base("kms", "TrentService")
    {
        Add("CreateKey", KeyOperations.Create, KmsNeeds.ToCreate);
        Add("ListKeys", KeyOperations.List, _ => [new Access("kms:ListKeys")]);
        Add("DescribeKey", KeyOperations.Describe, OnKey("DescribeKey", ByAll));
        Add("EnableKey", KeyOperations.Enable, OnKey("EnableKey"));
        Add("DisableKey", KeyOperations.Disable, OnKey("DisableKey"));
        Add("ScheduleKeyDeletion", KeyOperations.ScheduleDeletion, KmsNeeds.ToDelete);
        Add("CancelKeyDeletion", KeyOperations.CancelDeletion, OnKey("CancelKeyDeletion"));
        Add("GetKeyRotationStatus", KeyOperations.RotationStatus, OnKey("GetKeyRotationStatus", KeyUse.ByOthers));
        Add("EnableKeyRotation", KeyOperations.EnableRotation, OnKey("EnableKeyRotation"));
        Add("DisableKeyRotation", KeyOperations.DisableRotation, OnKey("DisableKeyRotation"));
        Add("GetKeyPolicy", KeyPolicies.Get, OnKey("GetKeyPolicy"));
        Add("PutKeyPolicy", KeyPolicies.Put, KmsNeeds.ToPutPolicy);
        Add("CreateAlias", AliasOperations.Create, call => KmsNeeds.OnAlias(call, "kms:CreateAlias", hasTarget: true));
        Add("UpdateAlias", AliasOperations.Update, call => KmsNeeds.OnAlias(call, "kms:UpdateAlias", hasTarget: true));
        Add("DeleteAlias", AliasOperations.Delete, call => KmsNeeds.OnAlias(call, "kms:DeleteAlias", hasTarget: false));
        Add("ListAliases", AliasOperations.List, _ => [new Access("kms:ListAliases")]);
        Add("GenerateDataKey", DataKeys.Generate, DataKeys.NeedsToGenerate, isReadOnly: true);
        Add("Decrypt", DataKeys.Decrypt, DataKeys.NeedsToDecrypt, isReadOnly: true);
    }

    public override AwsException Refused(Call call, Refusal refusal) =>
        new("AccessDeniedException", refusal.Access.Action == "kms:Decrypt" ? KmsErrors.DecryptSentence(refusal) : KmsErrors.Sentence(refusal)) { EventCode = "AccessDenied", IsRefusal = true };

    /// <summary>Records know the encryption context as it was given, but no ciphertext.</summary>
    public override JsonObject? EventParameters(Call call)
    {
        var parameters = base.EventParameters(call);
        parameters?.Remove("ciphertextBlob");
        if (parameters is not null && call.Json["EncryptionContext"] is { } context)
        {
            parameters["encryptionContext"] = context.DeepClone();
        }

        return parameters is { Count: > 0 } ? parameters : null;
    }

    /// <summary>The keys that a request names or whose ciphertext it has. Their account learns of it.</summary>
    public override IEnumerable<EventResource> EventResources(Call call)
    {
        if (call.Error is { Code: JsonBody.Malformation or "InvalidCiphertextException" or "ValidationException" })
        {
            return [];
        }

        List<KmsKey> keys = [.. new[] { "KeyId", "TargetKeyId" }.Select(member => KeyOperations.Find(call, member)).OfType<KmsKey>()];
        if (call.Json["CiphertextBlob"] is not null && KeyNames.Find(call.World, DataKeys.KeyOf(call)) is { } key)
        {
            keys.Add(key);
        }

        if (keys.Count > 0)
        {
            call.OtherAccount = keys[0].Account.Id;
        }

        return keys.Distinct().Select(Resource);
    }

    public static EventResource Resource(KmsKey key) => new("AWS::KMS::Key", key.Arn, key.Arn, key.Account.Id);

    private static Func<Call, IEnumerable<Access>> OnKey(string name, KeyUse use = KeyUse.ById) => call => KmsNeeds.OnKey(call, $"kms:{name}", use);
}
