using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using System.Security;
using TrailOps.Aws.Connection;

namespace TrailOps.Cmdlets;

/// <summary>Asks for the code of an MFA device through PowerShell's host, without showing what is typed.</summary>
internal static class MfaPrompt
{
    private const string Field = "MFA code";

    /// <summary>The code that the user types.</summary>
    /// <exception cref="ConnectionException">There is nobody to ask, or nothing was typed.</exception>
    public static string Ask(PSCmdlet cmdlet, string serial, string profile)
    {
        Dictionary<string, PSObject> answers;
        try
        {
            var field = new FieldDescription(Field);
            field.SetParameterType(typeof(SecureString));
            answers = cmdlet.Host.UI.Prompt("", $"The profile '{profile}' assumes its role with the MFA device {serial}.", new Collection<FieldDescription> { field });
        }
        catch (Exception e) when (e is HostException or NotImplementedException or NotSupportedException or InvalidOperationException or NullReferenceException)
        {
            throw Nobody(serial, profile, "this host can't ask for it", e);
        }

        var code = (answers?.GetValueOrDefault(Field) is { } answer ? ObjectMembers.Unwrap(answer) : null) switch
        {
            SecureString secret => new NetworkCredential("", secret).Password,
            string text => text,
            _ => "",
        };
        return code.Trim() is { Length: > 0 } typed ? typed : throw Nobody(serial, profile, "none was given", null);
    }

    private static ConnectionException Nobody(string serial, string profile, string why, Exception? cause) => new(
        ConnectionProblem.MfaNotPossible,
        $"The profile '{profile}' needs the code of the MFA device {serial}, and {why}. In a script get a session first, with Use-STSRole or aws sts get-session-token, and give it as -Credential.",
        profile,
        cause);
}
