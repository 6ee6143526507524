using System.Management.Automation;
using System.Text;
using System.Text.Json;
using TrailOps.Policies;

namespace TrailOps.Cmdlets;

/// <summary>
/// Policy documents as people give them: RolePolicy objects, JSON text, plain or as AWS returns it, files, what AWS.Tools gives for a policy, and what
/// ConvertFrom-Json makes of a document.
/// </summary>
internal static class PolicyInput
{
    // Of a RolePolicy that comes from a file or a job, of Get-IAMRolePolicy and of Get-IAMPolicyVersion.
    private static readonly string[] DocumentMembers = ["Json", "PolicyDocument", "Document"];

    /// <summary>Reads all of them; what can't be read ends the command, since a result without it would be wrong.</summary>
    public static IReadOnlyList<PolicyDocument> Read(PSCmdlet cmdlet, IReadOnlyList<PSObject> items) =>
        [.. Whole(items).Select(item => Read(cmdlet, item, PolicyDocumentKind.Identity))];

    /// <summary>The role that stands where a policy could, and whose policies are meant: its ARN, or an object that tells a role and no document. Null: it is none.</summary>
    public static RoleIdentity? RoleIn(PSObject item)
    {
        var value = ObjectMembers.Unwrap(item);
        var arn = value switch
        {
            string text => text.Trim(),
            null or RoleIdentity or TrailOps.RolePolicy or PolicyDocument or FileInfo => null,
            _ when Array.Exists(DocumentMembers, name => ObjectMembers.Find(value, name) is not null) || ObjectMembers.Find(value, "Statement") is not null => null,
            _ => (ObjectMembers.Find(value, "RoleArn") ?? ObjectMembers.Find(value, "Arn")) as string,
        };
        return value as RoleIdentity ?? (arn?.StartsWith("arn:", StringComparison.Ordinal) == true && RoleIdentity.TryParse(arn, out var role) ? role : null);
    }

    /// <summary>The same, ready for judging, each with what it is called in answers: by its place among the parameter's values where it has no name.</summary>
    public static IReadOnlyList<CompiledPolicy> Compile(PSCmdlet cmdlet, string parameter, IReadOnlyList<PSObject> items, PolicyDocumentKind kind = PolicyDocumentKind.Identity)
    {
        var whole = Whole(items);
        return [.. whole.Select((item, i) => new CompiledPolicy(Read(cmdlet, item, kind), NameOf(item) ?? (whole.Count == 1 ? parameter : $"{parameter} {i + 1}")))];
    }

    /// <summary>The lines of one document, as Get-Content gives them, put together.</summary>
    private static IReadOnlyList<PSObject> Whole(IReadOnlyList<PSObject> items)
    {
        if (items.Count < 2 || items.Any(item => ObjectMembers.Unwrap(item) is not string) || ObjectMembers.Unwrap(items[0]) is not string first || !IsJson(first) || IsWhole(first))
        {
            return items;
        }

        return [PSObject.AsPSObject(string.Join('\n', items.Select(ObjectMembers.Unwrap)))];
    }

    private static bool IsWhole(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return text.AsSpan().TrimStart().StartsWith("%");
        }
    }

    private static PolicyDocument Read(PSCmdlet cmdlet, PSObject item, PolicyDocumentKind kind)
    {
        var value = ObjectMembers.Unwrap(item);
        return value switch
        {
            TrailOps.RolePolicy policy => policy.Document,
            PolicyDocument document => document,
            FileInfo file => FromFile(cmdlet, file.FullName, item, kind),
            null or "" => throw Refused(cmdlet, item, "it is empty"),
            string text when IsJson(text) => FromText(cmdlet, text, item, kind),
            string arn when arn.StartsWith("arn:", StringComparison.Ordinal) => throw Refused(cmdlet, item, $"'{arn}' is an ARN, and not that of a role, which could stand for the role's policies"),
            string path => FromFile(cmdlet, path, item, kind),
            _ => FromObject(cmdlet, value, item, kind),
        };
    }

    private static string? NameOf(PSObject item) => ObjectMembers.Unwrap(item) switch
    {
        TrailOps.RolePolicy policy => $"the policy of {policy.RoleName}{(policy.PartCount == 1 ? "" : $" ({policy.Part} of {policy.PartCount})")}",
        FileInfo file => file.Name,
        string text when text.Length > 0 && !IsJson(text) => Path.GetFileName(text),
        string or null => null,
        var other => (ObjectMembers.Find(other, "PolicyName") ?? ObjectMembers.Find(other, "VersionId")) as string,
    };

    private static bool IsJson(string text)
    {
        var start = text.AsSpan().TrimStart().TrimStart('\uFEFF');
        return start.StartsWith("{") || start.StartsWith("[") || start.StartsWith("%7B", StringComparison.OrdinalIgnoreCase);
    }

    private static PolicyDocument FromMembers(PSCmdlet cmdlet, object members, object item, PolicyDocumentKind kind)
    {
        try
        {
            return FromText(cmdlet, Encoding.UTF8.GetString(RecordJson.Write(members)), item, kind);
        }
        catch (InvalidDataException e)
        {
            throw Refused(cmdlet, item, e.Message, e);
        }
    }

    private static PolicyDocument FromText(PSCmdlet cmdlet, string text, object item, PolicyDocumentKind kind)
    {
        try
        {
            return PolicyDocumentReader.Read(text.TrimStart('\uFEFF'), kind);
        }
        catch (PolicyDocumentException e)
        {
            throw Refused(cmdlet, item, $"{e.Message} IAM says: {e.IamMessage}", e);
        }
    }

    private static PolicyDocument FromFile(PSCmdlet cmdlet, string path, object item, PolicyDocumentKind kind)
    {
        string text;
        try
        {
            text = File.ReadAllText(cmdlet.GetUnresolvedProviderPathFromPSPath(path), Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or SessionStateException)
        {
            throw Refused(cmdlet, item, e.Message, e);
        }

        return FromText(cmdlet, text, item, kind);
    }

    private static PolicyDocument FromObject(PSCmdlet cmdlet, object value, object item, PolicyDocumentKind kind)
    {
        foreach (var name in DocumentMembers)
        {
            switch (ObjectMembers.Find(value, name))
            {
                case string text:
                    return FromText(cmdlet, text, item, kind);
                case { } document when ObjectMembers.AreAllOf(document):
                    return FromMembers(cmdlet, document, item, kind);
            }
        }

        return ObjectMembers.AreAllOf(value) && ObjectMembers.Find(value, "Statement") is not null
            ? FromMembers(cmdlet, value, item, kind)
            : throw Refused(cmdlet, item, $"a {value.GetType()} holds no policy document");
    }

    private static Exception Refused(PSCmdlet cmdlet, object item, string why, Exception? cause = null)
    {
        cmdlet.ThrowTerminatingError(Errors.PolicyNotReadable(item, why, cause));
        return new PipelineStoppedException();
    }
}
