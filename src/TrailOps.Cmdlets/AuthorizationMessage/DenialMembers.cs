using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>Refusals that jobs, Import-Clixml, ConvertFrom-Json or Select-Object made objects of members of.</summary>
internal static class DenialMembers
{
    /// <summary>The refusal; null where the object is none.</summary>
    public static AuthorizationDenial? Read(object value)
    {
        // Events have an action as well; no other object has these.
        if (!ObjectMembers.AreAllOf(value) || ObjectMembers.Find(value, "PrincipalArn") is not string principal || ObjectMembers.Find(value, "eventSource") is not null
            || (ObjectMembers.Find(value, "Reason") is null && ObjectMembers.Find(value, "ErrorCode") is null && ObjectMembers.Find(value, "EncodedMessage") is null))
        {
            return null;
        }

        return new AuthorizationDenial
        {
            PrincipalArn = principal,
            Action = Text("Action"),
            Resource = Text("Resource"),
            Reason = Of<DenialReason>("Reason"),
            PolicyType = Of<DenialPolicyType>("PolicyType"),
            PolicyArn = Text("PolicyArn"),
            Service = Text("Service"),
            Operation = Text("Operation"),
            ErrorCode = Text("ErrorCode"),
            EncodedMessage = Text("EncodedMessage"),
            IsDecoded = ObjectMembers.Find(value, "IsDecoded") is true,
            Count = LanguagePrimitives.TryConvertTo(ObjectMembers.Find(value, "Count"), out long count) && count > 0 ? count : 1,
            Conditions = [.. Conditions()],
        };

        string? Text(string name) => ObjectMembers.Find(value, name) is string { Length: > 0 } text ? text : null;

        T? Of<T>(string name)
            where T : struct => ObjectMembers.Find(value, name) is { } member && LanguagePrimitives.TryConvertTo(member, out T converted) ? converted : null;

        IEnumerable<DenialCondition> Conditions()
        {
            foreach (var item in ObjectMembers.Elements(ObjectMembers.Find(value, "Conditions")) ?? Array.Empty<object>())
            {
                if (ObjectMembers.Unwrap(item) is { } condition && ObjectMembers.Find(condition, "Key") is string key)
                {
                    yield return new DenialCondition(key, [.. (ObjectMembers.Elements(ObjectMembers.Find(condition, "Values")) ?? Array.Empty<object>()).Cast<object?>().Select(text => $"{text}")]);
                }
            }
        }
    }
}
