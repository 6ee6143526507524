namespace TrailOps;

/// <summary>A text that is no IAM policy document. The message says where, what is wrong there, and what to write instead.</summary>
public sealed class PolicyDocumentException : FormatException
{
    internal PolicyDocumentException(string message, int? statement = null, string? sid = null, string? element = null, string? iamMessage = null)
        : base(message) => (Statement, Sid, Element, IamMessage) = (statement, sid, element, iamMessage ?? "Syntax errors in policy.");

    /// <summary>Which statement is wrong, counted from 1; null where it is the document itself.</summary>
    public int? Statement { get; }

    /// <summary>The wrong statement's id, if it has one.</summary>
    public string? Sid { get; }

    /// <summary>The element that is wrong, such as <c>Action</c> or <c>Condition StringEquals aws:RequestedRegion</c>; null where it is none.</summary>
    public string? Element { get; }

    /// <summary>What IAM says to such a document, with the error code MalformedPolicyDocument.</summary>
    public string IamMessage { get; }
}
