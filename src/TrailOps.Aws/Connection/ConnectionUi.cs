namespace TrailOps.Aws.Connection;

/// <summary>The user at the other end, for one run: what is told and asked, on the way to credentials and at work, and when to give up.</summary>
/// <param name="Warning">Takes what qualifies the result.</param>
/// <param name="Verbose">Takes what was found where. Never a secret.</param>
/// <param name="Debug">Takes how: each request and its answer's id.</param>
/// <param name="AskMfaCode">Asks for the code of an MFA device, given its serial number or ARN and the profile's name.</param>
/// <param name="ConfirmAsync">Asks whether something is to be changed: on what, and how. With -WhatIf it only says so.</param>
/// <param name="Stop">Cancelled when the run stops.</param>
internal sealed record ConnectionUi(
    Action<string> Warning,
    Action<string> Verbose,
    Action<string> Debug,
    Func<string, string, CancellationToken, Task<string>> AskMfaCode,
    Func<string, string, Task<bool>> ConfirmAsync,
    CancellationToken Stop)
{
    // Credentials refresh themselves deep in the SDK, which passes neither a token nor anything else along.
    private static readonly AsyncLocal<ConnectionUi?> Running = new();

    /// <summary>Nobody: nothing is told, who is asked for a code fails, and what is called to be done is done.</summary>
    public static ConnectionUi None { get; } = new(
        static _ => { },
        static _ => { },
        static _ => { },
        static (serial, profile, _) => throw new ConnectionException(
            ConnectionProblem.MfaNotPossible, $"The profile '{profile}' asks for a code of the MFA device {serial}, and nobody can be asked here.", profile),
        static (_, _) => Task.FromResult(true),
        CancellationToken.None);

    /// <summary>The user of the run that this code is part of.</summary>
    public static ConnectionUi Current
    {
        get => Running.Value ?? None;
        set => Running.Value = value;
    }
}
