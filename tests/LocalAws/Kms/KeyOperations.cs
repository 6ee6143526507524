using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Kms;

/// <summary>Keys and their states: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html</summary>
internal static class KeyOperations
{
    public const int MaxWindow = 30;
    private const int MinWindow = 7;
    private const int MinRotation = 90;
    private const int MaxRotation = 2560;
    private const int YearlyRotation = 365;
    private const int MaxDescription = 8192;
    private const int MultiRegionDigits = 32;
    private static readonly string[] Specs =
    [
        KmsKey.Symmetric, "RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_SECG_P256K1", "HMAC_224", "HMAC_256", "HMAC_384", "HMAC_512",
    ];

    private static readonly string[] Usages = ["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"];

    /// <summary>The key that a request names; its needs have seen to it that it is there.</summary>
    public static KmsKey Key(Call call, string member = "KeyId") => Find(call, member) ?? throw KmsErrors.InvalidKeyId(call.Json.Text(member) ?? "");

    /// <summary>Null: no such key.</summary>
    public static KmsKey? Find(Call call, string member) =>
        call.Json.Text(member) is { } name && KeyNames.Arn(call.Account, call.Region, name) is { } arn ? KeyNames.Find(call.World, arn) : null;

    public static JsonObject Create(Call call)
    {
        var spec = call.Json.Text("KeySpec") ?? call.Json.Text("CustomerMasterKeySpec") ?? KmsKey.Symmetric;
        var usage = call.Json.Text("KeyUsage") ?? "ENCRYPT_DECRYPT";
        var description = call.Json.Text("Description") ?? "";
        if (!Specs.Contains(spec))
        {
            throw KmsErrors.Invalid("keySpec", spec, $"Member must satisfy enum value set: [{string.Join(", ", Specs)}]");
        }

        if (!Usages.Contains(usage))
        {
            throw KmsErrors.Invalid("keyUsage", usage, $"Member must satisfy enum value set: [{string.Join(", ", Usages)}]");
        }

        if (description.Length > MaxDescription)
        {
            throw KmsErrors.Invalid("description", description, $"Member must have length less than or equal to {MaxDescription}");
        }

        var isMultiRegion = call.Json.Flag("MultiRegion") == true;
        var policy = call.Json.Text("Policy");
        KmsKey key = new(call.Account, call.Region, NewId(isMultiRegion), policy ?? KeyPolicies.Default(call.Account), call.Now)
        {
            Description = description,
            Spec = spec,
            Usage = usage,
            IsMultiRegion = isMultiRegion,
        };
        if (policy is not null)
        {
            KeyPolicies.Check(call, key, policy);
        }

        call.Account.Keys.Add(key);
        call.Resources.Add(KmsService.Resource(key));
        return new JsonObject { ["KeyMetadata"] = Write(key) };
    }

    public static string NewId(bool isMultiRegion = false) =>
        isMultiRegion ? "mrk-" + RandomNumberGenerator.GetHexString(MultiRegionDigits, lowercase: true) : Guid.NewGuid().ToString();

    public static JsonObject Describe(Call call) => new() { ["KeyMetadata"] = Write(Key(call)) };

    public static JsonObject List(Call call) => KmsPage.Of(
        call, "Keys", 1000, call.Account.Keys.Keys.Where(key => key.Region == call.Region), key => key.Id, key => new JsonObject { ["KeyId"] = key.Id, ["KeyArn"] = key.Arn });

    public static JsonObject Enable(Call call)
    {
        NotPending(call).Enable(true);
        return [];
    }

    public static JsonObject Disable(Call call)
    {
        NotPending(call).Enable(false);
        return [];
    }

    public static JsonObject ScheduleDeletion(Call call)
    {
        var key = NotPending(call);
        var days = Between(call, "PendingWindowInDays", MinWindow, MaxWindow) ?? MaxWindow;
        key.ScheduleDeletion(call.Now.AddDays(days));
        return new JsonObject { ["KeyId"] = key.Arn, ["DeletionDate"] = JsonBody.Seconds(key.DeletionDate!.Value), ["KeyState"] = key.State, ["PendingWindowInDays"] = days };
    }

    public static JsonObject CancelDeletion(Call call)
    {
        var key = Key(call);
        if (key.State != KmsKey.PendingDeletion)
        {
            throw KmsErrors.NotPendingDeletion(key);
        }

        key.CancelDeletion();
        return new JsonObject { ["KeyId"] = key.Arn };
    }

    public static JsonObject RotationStatus(Call call)
    {
        var key = Symmetric(call);
        JsonObject status = new() { ["KeyId"] = key.Arn, ["KeyRotationEnabled"] = key.RotationDays is not null && key.State != KmsKey.PendingDeletion };
        if (key.RotationDays is { } days && key.State != KmsKey.PendingDeletion)
        {
            status["RotationPeriodInDays"] = days;
            status["NextRotationDate"] = JsonBody.Seconds(key.RotatedSince.AddDays(days));
        }

        return status;
    }

    public static JsonObject EnableRotation(Call call)
    {
        var key = Usable(Symmetric(call));
        key.RotationDays = Between(call, "RotationPeriodInDays", MinRotation, MaxRotation) ?? key.RotationDays ?? YearlyRotation;
        key.RotatedSince = call.Now;
        return [];
    }

    public static JsonObject DisableRotation(Call call)
    {
        Usable(Symmetric(call)).RotationDays = null;
        return [];
    }

    public static KmsKey Usable(KmsKey key) => KmsErrors.Unusable(key) is { } error ? throw error : key;

    private static KmsKey NotPending(Call call) => Key(call) is var key && key.State == KmsKey.PendingDeletion ? throw KmsErrors.PendingDeletion(key) : key;

    private static KmsKey Symmetric(Call call) => Key(call) is { Spec: KmsKey.Symmetric } key ? key : throw new AwsException("UnsupportedOperationException", "");

    private static int? Between(Call call, string member, int min, int max) => call.Json.Number(member) is not { } number ? null
        : number < min ? throw KmsErrors.Invalid(EventJson.Camel(member), $"{number}", $"Member must have value greater than or equal to {min}")
        : number > max ? throw KmsErrors.Invalid(EventJson.Camel(member), $"{number}", $"Member must have value less than or equal to {max}")
        : number;

    private static JsonObject Write(KmsKey key)
    {
        JsonObject written = new()
        {
            ["AWSAccountId"] = key.Account.Id,
            ["KeyId"] = key.Id,
            ["Arn"] = key.Arn,
            ["CreationDate"] = JsonBody.Seconds(key.Created),
            ["Enabled"] = key.State == KmsKey.Enabled,
            ["Description"] = key.Description,
            ["KeyUsage"] = key.Usage,
            ["KeyState"] = key.State,
            ["Origin"] = "AWS_KMS",
            ["KeyManager"] = "CUSTOMER",
            ["CustomerMasterKeySpec"] = key.Spec,
            ["KeySpec"] = key.Spec,
            ["MultiRegion"] = key.IsMultiRegion,
        };
        if (key.Spec == KmsKey.Symmetric)
        {
            written["EncryptionAlgorithms"] = new JsonArray(KmsKey.Symmetric);
        }

        if (key.DeletionDate is { } date)
        {
            written["DeletionDate"] = JsonBody.Seconds(date);
        }

        return written;
    }
}
