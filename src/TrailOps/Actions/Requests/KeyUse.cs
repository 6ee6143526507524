using TrailOps.Policies;

namespace TrailOps.Actions;

/// <summary>
/// KMS keys that a service uses on the caller's behalf: the caller needs the permission, but only through the service
/// (https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service).
/// </summary>
internal static class KeyUse
{
    private const string Prefix = "kms";

    private static readonly string[] Members = ["kmsKey", "kmsKeyId", "kmsKeyArn", "*.kmsKey", "*.kmsKeyId", "*.kmsKeyArn"];

    public static bool IsOf(string action, string prefix) =>
        prefix != Prefix && action.StartsWith(Prefix + ":", StringComparison.Ordinal);

    /// <summary>Whether a call may make its service use a key: one that changes something, besides tags.</summary>
    public static bool MayBeOf(string prefix, string action) =>
        prefix != Prefix && ActionCatalogue.Find(action)?.AccessLevel is IamAccessLevel.Write or IamAccessLevel.PermissionsManagement;

    /// <summary>Looks for the members that name keys, where a call may use one.</summary>
    public static int[] Add(RequestShape shape) => Array.ConvertAll(Members, shape.Add);

    /// <summary>Whether a request names a key, by its ARN, its id or an alias; not one that is AWS's own, which everybody may use.</summary>
    /// <param name="request">The request.</param>
    /// <param name="members">The members that name keys: <see cref="Add"/>.</param>
    public static bool Names(RequestValues request, int[] members)
    {
        foreach (var slot in members)
        {
            foreach (var key in request[slot])
            {
                if (RequestValues.IsTold(key) && !key.Contains("alias/aws/", StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        foreach (var arn in request.Arns)
        {
            if (arn.Contains(":kms:", StringComparison.Ordinal) && !arn.Contains(":alias/aws/", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The condition that the service of this name makes the call. In China's partition it may have either of two names.</summary>
    public static IEnumerable<GrantCondition> Through(string service, ResourceContext context)
    {
        var name = $"{service}.{context.Region}.amazonaws.com";
        string[] names = context.Partition == "aws-cn" ? [name, name + ".cn"] : [name];
        return names.Select(n => new GrantCondition("StringEquals", "kms:ViaService", n));
    }
}
