using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Iam;
using TrailOps.LocalAws.World;
using TrailOps.PolicyOracle;

namespace TrailOps.LocalAws.Kms;

/// <summary>Key policies: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html</summary>
internal static class KeyPolicies
{
    private const int MaxLength = 32_768;
    private const string Name = "default";
    private const string AllowAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    /// <summary>What a key has whose maker gave none: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html</summary>
    public static string Default(AwsAccount account) => $$"""
        {
          "Version" : "2012-10-17",
          "Id" : "key-default-1",
          "Statement" : [ {
            "Sid" : "Enable IAM User Permissions",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "{{account.Arn}}"
            },
            "Action" : "kms:*",
            "Resource" : "*"
          } ]
        }
        """;

    public static JsonObject Get(Call call)
    {
        CheckName(call);
        return new JsonObject { ["Policy"] = KeyOperations.Key(call).Policy, ["PolicyName"] = Name };
    }

    public static JsonObject Put(Call call)
    {
        CheckName(call);
        var key = KeyOperations.Key(call);
        var document = call.Json.Text("Policy") ?? throw KmsErrors.Invalid("policy", null, "Member must not be null");
        Check(call, key, document);
        key.SetPolicy(document);
        return [];
    }

    /// <summary>Refuses what is no policy of a key, and what would lock its maker out.</summary>
    public static void Check(Call call, KmsKey key, string document)
    {
        if (document.Length > MaxLength)
        {
            throw new AwsException("LimitExceededException", $"The policy has {document.Length} characters. It can have {MaxLength}.");
        }

        if (PolicyCheck.Check(document, statement => Problem(call, statement)) is { } problem)
        {
            throw KmsErrors.MalformedPolicy(problem);
        }

        if (call.Json.Flag("BypassPolicyLockoutSafetyCheck") != true && LocksOut(call, key, document))
        {
            throw KmsErrors.MalformedPolicy("The new key policy will not allow you to update the key policy in the future.");
        }
    }

    // It is about the key's policy: whether the caller's own ones allow it as well is not looked at.
    private static bool LocksOut(Call call, KmsKey key, string document)
    {
        var access = KmsNeeds.On(call, "kms:PutKeyPolicy", key) with { ResourcePolicy = document };
        return Authorizer.Judge(call.Caller, access, new OraclePolicies { Identity = [AllowAll], Resource = document }, RequestContext.Of(call, call.Caller, access)) is not null;
    }

    private static string? Problem(Call call, JsonElement statement)
    {
        if ((!statement.TryGetProperty("Principal", out var principal) && !statement.TryGetProperty("NotPrincipal", out principal))
            || PolicyCheck.WrongPrincipal(principal, arn => RoleOperations.Exists(call.World, arn)) is not null)
        {
            return "Policy contains a statement with one or more invalid principals.";
        }

        return !statement.TryGetProperty("Resource", out _) && !statement.TryGetProperty("NotResource", out _)
            ? "Policy contains a statement with no resource."
            : null;
    }

    private static void CheckName(Call call)
    {
        if (call.Json.Text("PolicyName") is not (null or Name))
        {
            throw new AwsException("NotFoundException", "No such policy exists");
        }
    }
}
