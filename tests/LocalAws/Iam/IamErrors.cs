using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Iam;

/// <summary>IAM's errors in IAM's words: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and each operation's page.</summary>
internal static class IamErrors
{
    public static AwsException NoSuch(string kind, string name) => new("NoSuchEntity", $"The {kind} with name {name} cannot be found.", 404);

    public static AwsException NoSuchPolicy(string arn) => new("NoSuchEntity", $"Policy {arn} was not found.", 404);

    public static AwsException NotAttachable(string arn) => new("NoSuchEntity", $"Policy {arn} does not exist or is not attachable.", 404);

    public static AwsException NoSuchVersion(string arn, string version) => new("NoSuchEntity", $"Policy {arn} version {version} does not exist or is not attachable.", 404);

    public static AwsException Exists(string message) => new("EntityAlreadyExists", message, 409);

    public static AwsException Limit(string message) => new("LimitExceeded", message, 409);

    public static AwsException Conflict(string message) => new("DeleteConflict", message, 409);

    public static AwsException Unmodifiable(string role) =>
        new("UnmodifiableEntity", $"Cannot perform the operation on the protected role '{role}' - this role is only modifiable by AWS");

    public static AwsException Validation(string message) => new("ValidationError", message);
}
