namespace TrailOps.Denials;

/// <summary>A refusal as far as it has been read.</summary>
internal sealed class DenialDraft
{
    /// <summary>Where its message begins.</summary>
    public int Start { get; set; }

    /// <summary>Where what is known to belong to it begins: what a tool prints before the message.</summary>
    public int FrameStart { get; set; }

    /// <summary>Where its message ends.</summary>
    public int End { get; set; }

    /// <summary>Where what is known to belong to it ends.</summary>
    public int FrameEnd { get; set; }

    public string? Principal { get; set; }

    public string? Action { get; set; }

    public string? Resource { get; set; }

    public DenialReason? Reason { get; set; }

    public DenialPolicyType? PolicyType { get; set; }

    public string? PolicyArn { get; set; }

    public string? EncodedMessage { get; set; }

    public bool IsTruncated { get; set; }

    public string? Service { get; set; }

    public string? Operation { get; set; }

    public string? ErrorCode { get; set; }

    public string? RequestId { get; set; }

    public int? StatusCode { get; set; }

    public string? Tool { get; set; }

    public DenialLocation? Location { get; set; }

    public DecodedMessage? Decoded { get; set; }

    /// <summary>Whether it is a code or words without a sentence: what tells more of the same call is the better telling.</summary>
    public bool IsBare { get; set; }

    /// <summary>Whether it is a code that an object or a record has as a member.</summary>
    public bool IsMember { get; set; }

    /// <summary>Whether it is EC2's <c>You are not authorized to perform this operation</c>.</summary>
    public bool IsOperation { get; set; }

    /// <summary>Whether the sentence is quoted without anybody in it, as in a program that looks for it.</summary>
    public bool IsQuotation { get; set; }

    /// <summary>Which box it is in, where it is in one.</summary>
    public long? Box { get; set; }

    public List<string> Remarks { get; } = [];
}
