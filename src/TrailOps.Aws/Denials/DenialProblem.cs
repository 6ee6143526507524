namespace TrailOps.Aws.Denials;

/// <summary>Why an encoded message can't be decoded. The names are the error ids.</summary>
internal enum DenialProblem
{
    /// <summary>The text has a part of it only.</summary>
    DenialMessageTruncated,

    /// <summary>AWS does not take it for one of the caller's account.</summary>
    DenialMessageNotValid,

    /// <summary>The call was refused in another account, whose credentials alone decode it.</summary>
    DenialMessageForeign,

    /// <summary>The caller may not decode messages.</summary>
    DenialDecodingRefused,
}

/// <summary>An encoded message can't be decoded: the message has why, and what to do.</summary>
internal sealed class DenialException(DenialProblem problem, string message, Exception? cause = null) : Exception(message, cause)
{
    public DenialProblem Problem => problem;
}
