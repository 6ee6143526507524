using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Signing;

namespace TrailOps.LocalAws.Http;

/// <summary>A service of the JSON protocol, 1.1 where nothing else is said.</summary>
/// <param name="name">As in the credential scope.</param>
/// <param name="target">What stands before the operation in <c>X-Amz-Target</c>, or its end.</param>
internal abstract class JsonService(string name, string target) : IAwsService
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public string Target { get; } = target;

    public string EventSource => $"{Name}.amazonaws.com";

    public virtual bool IsGlobal => false;

    protected virtual string Protocol => "1.1";

    public string NameOf(AwsRequest request) => request.Header("x-amz-target") is { } target ? target[(target.LastIndexOf('.') + 1)..] : "";

    public Operation? Find(AwsRequest request) => _operations.GetValueOrDefault(NameOf(request));

    public AwsException UnknownOperation(AwsRequest request) => new("UnknownOperationException", "");

    public AwsException Throttled() => new("ThrottlingException", "Rate exceeded");

    public AwsException Unauthenticated(SignatureFault fault, string? detail) => fault switch
    {
        SignatureFault.Missing => new("MissingAuthenticationTokenException", "Missing Authentication Token"),
        SignatureFault.Incomplete => new("IncompleteSignatureException", detail ?? "The request signature does not conform to AWS standards."),
        SignatureFault.UnknownKey or SignatureFault.WrongToken => new("UnrecognizedClientException", "The security token included in the request is invalid."),
        SignatureFault.ExpiredToken => new("ExpiredTokenException", "The security token included in the request is expired"),
        SignatureFault.Expired or SignatureFault.WrongScope => new("InvalidSignatureException", detail!),
        _ => new("InvalidSignatureException", QueryFaults.WrongSignature),
    };

    public virtual AwsException Refused(Call call, Refusal refusal) => new("AccessDeniedException", refusal.Sentence) { EventCode = "AccessDenied", IsRefusal = true };

    public AwsResponse Error(Call call, AwsException error) => Write(call, error.Status, new JsonObject { ["__type"] = error.Code, ["message"] = error.Message });

    // Nothing is known of a body that is no JSON.
    public virtual JsonObject? EventParameters(Call call) =>
        call.Error is { IsRefusal: true } or { Code: JsonBody.Malformation } || call.Json.Count == 0 ? null : (JsonObject)EventJson.From(call.Json)!;

    public virtual IEnumerable<Events.EventResource> EventResources(Call call) => [];

    /// <summary>Adds an operation.</summary>
    /// <param name="name">As the API calls it.</param>
    /// <param name="run">Gives the answer.</param>
    /// <param name="needs">The permissions it needs.</param>
    /// <param name="isReadOnly">Null: by the name.</param>
    protected void Add(string name, Func<Call, JsonObject> run, Func<Call, IEnumerable<Access>> needs, bool? isReadOnly = null) =>
        _operations.Add(name, new Operation(name, call =>
        {
            var result = run(call);
            if (call.Operation!.IsReadOnly == false && result.Count > 0)
            {
                call.ResponseElements ??= EventJson.From(result);
            }

            return Write(call, 200, result);
        })
        {
            Needs = needs,
            IsReadOnly = isReadOnly ?? (name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("List", StringComparison.Ordinal)
                || name.StartsWith("Describe", StringComparison.Ordinal) || name.StartsWith("Lookup", StringComparison.Ordinal)),
        });

    private AwsResponse Write(Call call, int status, JsonObject body)
    {
        AwsResponse response = new(status, $"application/x-amz-json-{Protocol}", Encoding.UTF8.GetBytes(body.ToJsonString(Plain)));
        response.Headers["x-amzn-RequestId"] = call.RequestId;
        return response;
    }
}
