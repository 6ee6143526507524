namespace TrailOps.LocalAws.Tests.Harness;

/// <summary>An error that LocalAws answered with.</summary>
internal sealed class AwsError(string code, int status, string message) : Exception($"{code} {status}: {message}")
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    public string Words { get; } = message;
}
