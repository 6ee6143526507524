namespace TrailOps.Policies;

/// <summary>
/// Calls that a service made for the role with the role's own permissions, and the conditions that hold of them
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html).
/// </summary>
internal static class ServiceCall
{
    private const string Suffix = ".amazonaws.com";

    // Of the services that make such calls only some put themselves into aws:CalledVia; what all set is aws:ViaAWSService.
    private static readonly string[] InCalledVia = ["athena", "cloudformation", "dynamodb", "kms"];

    /// <summary>Whether userIdentity.invokedBy names a service; "AWS Internal" is a hop of the console.</summary>
    public static bool IsService(string invokedBy) => Label(invokedBy).Length > 0;

    /// <summary>The condition under which only the service can make the call.</summary>
    public static GrantCondition Condition(string invokedBy, string action, string resource)
    {
        var service = Label(invokedBy);
        if (action.StartsWith("kms:", StringComparison.Ordinal) && resource.Split(':') is { Length: > 5 } parts && parts[3].Length > 1)
        {
            // EC2's own name in such records is that of a part of it.
            return new("StringEquals", "kms:ViaService", $"{(service == "ec2-frontend-api" ? "ec2" : service)}.{parts[3]}{Suffix}");
        }

        return InCalledVia.Contains(service, StringComparer.Ordinal)
            ? new("ForAnyValue:StringEquals", "aws:CalledVia", service + Suffix)
            : new("Bool", "aws:ViaAWSService", "true");
    }

    private static string Label(string invokedBy)
    {
        var name = invokedBy.EndsWith(Suffix + ".cn", StringComparison.Ordinal) ? invokedBy[..^3] : invokedBy;
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : "";
    }
}
