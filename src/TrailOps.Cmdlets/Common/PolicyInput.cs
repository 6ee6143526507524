using System.Management.Automation;
using System.Text;

namespace TrailOps.Cmdlets;

/// <summary>
/// Policy documents as people give them: RolePolicy objects, JSON text, plain or as AWS returns it, files, what AWS.Tools gives for a policy, and what
/// ConvertFrom-Json makes of a document.
/// </summary>
internal static class PolicyInput
{
    // Get-IAMRolePolicy has the document in the first, Get-IAMPolicyVersion in the second.
    private static readonly string[] DocumentMembers = ["PolicyDocument", "Document"];

    /// <summary>Reads all of them; what can't be read ends the command, since a result without it would be wrong.</summary>
    public static IReadOnlyList<PolicyDocument> Read(PSCmdlet cmdlet, IEnumerable<PSObject> items) => [.. items.SelectMany(item => Read(cmdlet, item))];

    private static IEnumerable<PolicyDocument> Read(PSCmdlet cmdlet, PSObject item)
    {
        var value = ObjectMembers.Unwrap(item);
        return value switch
        {
            TrailOps.RolePolicy policy => [policy.Document],
            PolicyDocument document => [document],
            FileInfo file => [FromFile(cmdlet, file.FullName, item)],
            null or "" => throw Refused(cmdlet, item, "it is empty"),
            string text when IsJson(text) => [FromText(cmdlet, text, item)],
            string path => [FromFile(cmdlet, path, item)],
            _ => [FromObject(cmdlet, value, item)],
        };
    }

    private static bool IsJson(string text)
    {
        var start = text.AsSpan().TrimStart().TrimStart('\uFEFF');
        return start.StartsWith("{") || start.StartsWith("[") || start.StartsWith("%7B", StringComparison.OrdinalIgnoreCase);
    }

    private static PolicyDocument FromMembers(PSCmdlet cmdlet, object members, object item)
    {
        try
        {
            return FromText(cmdlet, Encoding.UTF8.GetString(RecordJson.Write(members)), item);
        }
        catch (InvalidDataException e)
        {
            throw Refused(cmdlet, item, e.Message, e);
        }
    }

    private static PolicyDocument FromText(PSCmdlet cmdlet, string text, object item)
    {
        try
        {
            return PolicyDocument.Parse(text);
        }
        catch (PolicyDocumentException e)
        {
            throw Refused(cmdlet, item, e.Message, e);
        }
    }

    private static PolicyDocument FromFile(PSCmdlet cmdlet, string path, object item)
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

        return FromText(cmdlet, text, item);
    }

    private static PolicyDocument FromObject(PSCmdlet cmdlet, object value, object item)
    {
        foreach (var name in DocumentMembers)
        {
            switch (ObjectMembers.Find(value, name))
            {
                case string text:
                    return FromText(cmdlet, text, item);
                case { } document when ObjectMembers.AreAllOf(document):
                    return FromMembers(cmdlet, document, item);
            }
        }

        return ObjectMembers.AreAllOf(value) && ObjectMembers.Find(value, "Statement") is not null
            ? FromMembers(cmdlet, value, item)
            : throw Refused(cmdlet, item, $"a {value.GetType()} holds no policy document");
    }

    private static Exception Refused(PSCmdlet cmdlet, object item, string why, Exception? cause = null)
    {
        cmdlet.ThrowTerminatingError(Errors.PolicyNotReadable(item, why, cause));
        return new PipelineStoppedException();
    }
}
