using System.Text;

namespace AwsClients.Tests.Harness;

/// <summary>What the server answers: a response, or something that goes wrong.</summary>
internal sealed record Reply(int Status, string Body, string ContentType, params string[] Headers)
{
    /// <summary>The connection is closed without an answer.</summary>
    public static Reply Broken { get; } = new(0, "", "");

    /// <summary>The request is read and never answered.</summary>
    public static Reply Silence { get; } = new(0, "", "");

    /// <summary>The request's id in all answers.</summary>
    public const string RequestId = "0a1b2c3d-1111-2222-3333-444455556666";

    /// <summary>An answer of CloudTrail.</summary>
    public static Reply Json(string body, int status = 200, params string[] headers) =>
        new(status, body, "application/x-amz-json-1.1", [$"x-amzn-RequestId: {RequestId}", .. headers]);

    /// <summary>An answer of IAM.</summary>
    public static Reply Xml(string body, int status = 200, params string[] headers) =>
        new(status, body, "text/xml", [$"x-amzn-RequestId: {RequestId}", .. headers]);

    /// <summary>An error of IAM.</summary>
    public static Reply XmlError(string code, string message, int status) => Xml(
        $"""
        <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
          <Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>
          <RequestId>{RequestId}</RequestId>
        </ErrorResponse>
        """, status);

    /// <summary>An answer of which the connection breaks off half-way.</summary>
    public bool CutShort { get; init; }

    /// <summary>An answer that does not say how long it is: it ends with the connection.</summary>
    public bool Unsized { get; init; }

    /// <summary>An answer cut short after which the connection stays open, and nothing more comes.</summary>
    public bool Stalled { get; init; }

    /// <summary>The answer on the wire.</summary>
    public byte[] ToBytes()
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var type = ContentType.Length == 0 ? "" : $"Content-Type: {ContentType}\r\n";
        var length = Unsized ? "" : $"Content-Length: {body.Length}\r\n";
        var head = $"HTTP/1.1 {Status} X\r\n{type}{length}Connection: close\r\n{string.Concat(Headers.Select(h => h + "\r\n"))}\r\n";
        byte[] whole = [.. Encoding.UTF8.GetBytes(head), .. body];
        return CutShort || Stalled ? whole[..^(body.Length / 2)] : whole;
    }
}
