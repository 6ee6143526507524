using System.Text;
using TrailOps.Denials;

namespace TrailOps.Tests.Denials;

/// <summary>What is read from a text.</summary>
internal static class Reading
{
    /// <summary>What counts, in a line.</summary>
    public static string Summary(AuthorizationDenial denial) => string.Join(
        " | ", denial.PrincipalArn, denial.Action, denial.Resource, denial.Reason, denial.PolicyType,
        denial.EncodedMessage is { } encoded ? encoded[..Math.Min(20, encoded.Length)] : null, denial.Service, denial.Operation, denial.IsTruncated ? "cut" : null);

    /// <summary>As a file.</summary>
    public static List<AuthorizationDenial> File(byte[] log)
    {
        List<AuthorizationDenial> found = [];
        DenialLog.Read(new MemoryStream(log), new DenialScanner(found.Add), () => { }, CancellationToken.None);
        return found;
    }

    /// <summary>As a file.</summary>
    public static List<AuthorizationDenial> File(string log) => File(Encoding.UTF8.GetBytes(log));

    /// <summary>Line by line, as from a pipeline.</summary>
    public static List<AuthorizationDenial> Lines(string log)
    {
        List<AuthorizationDenial> found = [];
        var scanner = new DenialScanner(found.Add);
        foreach (var line in log.Split('\n'))
        {
            scanner.Add(Encoding.UTF8.GetBytes(line));
            scanner.Scan();
        }

        scanner.End();
        return found;
    }
}
