namespace TrailOps.Cmdlets;

/// <summary>Makes a session's credentials for another build of the AWS SDK, such as the one of AWS.Tools: of the types that it will look for.</summary>
internal static class OutgoingCredentials
{
    private const string Wanted = "Amazon.Runtime.AWSCredentials";
    private const string Made = "Amazon.Runtime.SessionAWSCredentials";

    /// <summary>Whether a type is the AWS SDK's credentials, of any build, or the kind of them that can be made.</summary>
    public static bool CanMake(Type target) => target.FullName is Wanted or Made && target.Assembly.GetName().Name == "AWSSDK.Core";

    /// <summary>The session as SessionAWSCredentials of the target type's own assembly.</summary>
    /// <exception cref="InvalidCastException">The target is another type, or its assembly does not have what is needed.</exception>
    public static object Make(Type target, string accessKey, string secretKey, string sessionToken)
    {
        var constructor = CanMake(target) ? target.Assembly.GetType(Made)?.GetConstructor([typeof(string), typeof(string), typeof(string)]) : null;
        return constructor?.Invoke([accessKey, secretKey, sessionToken])
            ?? throw new InvalidCastException($"A session can't become a {target.FullName} of {target.Assembly.GetName().Name}.");
    }
}
