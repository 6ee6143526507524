using TrailOps.Events;
using TrailOps.Policies;

namespace TrailOps.Actions;

/// <summary>
/// KMS keys that a service uses on the caller's behalf: the caller needs the permission, but only through the service
/// (https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service).
/// </summary>
internal static class KeyUse
{
    private const string Prefix = "kms";

    private static readonly RequestShape Shape = ShapeOf("kmsKey", "kmsKeyId", "kmsKeyArn", "*.kmsKey", "*.kmsKeyId", "*.kmsKeyArn");

    public static bool IsOf(string action, string prefix) =>
        prefix != Prefix && action.StartsWith(Prefix + ":", StringComparison.Ordinal);

    /// <summary>Whether a call may make its service use a key: one that changes something, besides tags.</summary>
    public static bool MayBeOf(string prefix, string action) =>
        prefix != Prefix && ActionCatalogue.Find(action)?.AccessLevel is IamAccessLevel.Write or IamAccessLevel.PermissionsManagement;

    /// <summary>Whether a request has a member that may name a key; quick, and never false for one. CloudTrail writes kmsKeyId, KmsKeyId and kMSKeyId.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> request) => request.IndexOf("msKey"u8) >= 0 || request.IndexOf("MSKey"u8) >= 0;

    /// <summary>Whether a request names a key, by its ARN, its id or an alias; not one that is AWS's own, which everybody may use.</summary>
    public static bool IsNamedIn(EventRecord record)
    {
        foreach (var arn in record.Request.Arns)
        {
            if (arn.Contains(":kms:", StringComparison.Ordinal) && IsOfCustomer(arn))
            {
                return true;
            }
        }

        var request = record.Event.Raw(RecordField.RequestParameters);
        if (!MayBeIn(request))
        {
            return false;
        }

        var members = Shape.Read(request);
        return Enumerable.Range(0, Shape.Count).Any(slot => members[slot].Any(key => RequestValues.IsTold(key) && IsOfCustomer(key)));
    }

    /// <summary>The condition that the service of this name makes the call. In China's partition it may have either of two names.</summary>
    public static IEnumerable<GrantCondition> Through(string service, ResourceContext context)
    {
        var name = $"{service}.{context.Region}.amazonaws.com";
        string[] names = context.Partition == "aws-cn" ? [name, name + ".cn"] : [name];
        return names.Select(n => new GrantCondition("StringEquals", "kms:ViaService", n));
    }

    private static bool IsOfCustomer(string key) => !key.Contains("alias/aws/", StringComparison.Ordinal);

    private static RequestShape ShapeOf(params string[] members)
    {
        var shape = new RequestShape();
        Array.ForEach(members, member => shape.Add(member));
        return shape;
    }
}
