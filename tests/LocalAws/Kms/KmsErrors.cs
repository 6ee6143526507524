using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Kms;

/// <summary>KMS's errors: https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html#API_DescribeKey_Errors and its neighbours.</summary>
internal static class KmsErrors
{
    private const string Unseen = "because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access";

    public static AwsException InvalidKeyId(string name) => new("NotFoundException", $"Invalid keyId '{name}'");

    public static AwsException NoKey(string arn) => new("NotFoundException", $"Key '{arn}' does not exist");

    public static AwsException NoAlias(string arn) => new("NotFoundException", $"Alias {arn} is not found.");

    public static AwsException OtherRegion(string arn) => new("NotFoundException", $"Invalid arn {KeyNames.RegionOf(arn)}");

    public static AwsException Disabled(KmsKey key) => new("DisabledException", $"{key.Arn} is disabled.");

    public static AwsException PendingDeletion(KmsKey key) => new("KMSInvalidStateException", $"{key.Arn} is pending deletion.");

    public static AwsException NotPendingDeletion(KmsKey key) => new("KMSInvalidStateException", $"{key.Arn} is not pending deletion.");

    public static AwsException MalformedPolicy(string message) => new("MalformedPolicyDocumentException", message);

    public static AwsException Invalid(string member, string? value, string constraint) => new(
        "ValidationException", $"1 validation error detected: Value {(value is null ? "null" : $"'{value}'")} at '{member}' failed to satisfy constraint: {constraint}");

    /// <summary>Null: the key can be used to encrypt and decrypt.</summary>
    public static AwsException? Unusable(KmsKey key) => key.State switch
    {
        KmsKey.Disabled => Disabled(key),
        KmsKey.PendingDeletion => PendingDeletion(key),
        _ => null,
    };

    /// <summary>Who decrypts doesn't learn which key it would have been, unless its own account's policies refuse.</summary>
    public static string DecryptSentence(Refusal refusal) => refusal.Kind == PolicyKind.Resource
        ? $"User: {refusal.Caller.Arn} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext {Unseen}"
        : refusal.Sentence;

    /// <summary>Others can't tell a key from one that isn't there, unless its policy lets them in.</summary>
    public static string Sentence(Refusal refusal) => refusal is { Kind: PolicyKind.Resource, IsCrossAccount: true }
        ? $"User: {refusal.Caller.Arn} is not authorized to perform: {refusal.Access.Action} on this resource {Unseen}"
        : refusal.Sentence;
}
