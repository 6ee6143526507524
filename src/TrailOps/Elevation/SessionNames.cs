using System.Text;

namespace TrailOps;

/// <summary>The names that TrailOps gives sessions: 2 to 64 of <c>[\w+=,.@-]</c>, https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html.</summary>
internal static class SessionNames
{
    private const string Probe = "TrailOps-Probe-";
    private const string Work = "TrailOps-";
    private static readonly byte[] ProbeBytes = Encoding.UTF8.GetBytes(Probe);

    /// <summary>A session that only looks whether a grant works: what it does is nothing that the role needs.</summary>
    public static string OfProbe(string grantId) => Probe + grantId;

    /// <summary>A session for work.</summary>
    public static string OfWork(string id) => Work + id;

    /// <summary>Whether an event is the probe's own question.</summary>
    public static bool IsProbe(ReadOnlySpan<byte> session, ReadOnlySpan<byte> eventName) => eventName.SequenceEqual("DecodeAuthorizationMessage"u8) && session.StartsWith(ProbeBytes);
}
