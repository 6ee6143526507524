namespace TrailOps.Aws.Connection;

/// <summary>The user at the other end, for one run: what is told and asked on the way to credentials, and when to give up.</summary>
/// <param name="Verbose">Takes what was found where. Never a secret.</param>
/// <param name="Debug">Takes how: each request and its answer's id.</param>
/// <param name="AskMfaCode">Asks for the code of an MFA device, given its serial number or ARN and the profile's name.</param>
/// <param name="Stop">Cancelled when the run stops.</param>
internal sealed record ConnectionUi(
    Action<string> Verbose,
    Action<string> Debug,
    Func<string, string, CancellationToken, Task<string>> AskMfaCode,
    CancellationToken Stop)
{
    // Credentials refresh themselves deep in the SDK, which passes neither a token nor anything else along.
    private static readonly AsyncLocal<ConnectionUi?> Running = new();

    /// <summary>Nobody: nothing is told, and who is asked for a code fails.</summary>
    public static ConnectionUi None { get; } = new(
        static _ => { },
        static _ => { },
        static (serial, profile, _) => throw new ConnectionException(
            ConnectionProblem.MfaNotPossible, $"The profile '{profile}' asks for a code of the MFA device {serial}, and nobody can be asked here.", profile),
        CancellationToken.None);

    /// <summary>The user of the run that this code is part of.</summary>
    public static ConnectionUi Current
    {
        get => Running.Value ?? None;
        set => Running.Value = value;
    }
}
