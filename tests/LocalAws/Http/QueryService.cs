using System.Text.Json.Nodes;
using System.Xml.Linq;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Signing;

namespace TrailOps.LocalAws.Http;

/// <summary>A service of the Query protocol: forms in, XML out.</summary>
internal abstract class QueryService(string name, string version, string xmlNamespace) : IAwsService
{
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public string EventSource => $"{Name}.amazonaws.com";

    public virtual bool IsGlobal => false;

    public string NameOf(AwsRequest request) => new QueryParameters(request).Text("Action") ?? "";

    public Operation? Find(AwsRequest request) => _operations.GetValueOrDefault(NameOf(request));

    public virtual AwsException UnknownOperation(AwsRequest request) => NameOf(request) is { Length: > 0 } asked
        ? new AwsException("InvalidAction", $"Could not find operation {asked} for version {version}")
        : new AwsException("MissingAction", "The request must contain the parameter Action");

    public virtual AwsException Throttled() => new("Throttling", "Rate exceeded");

    public virtual AwsException Unauthenticated(SignatureFault fault, string? detail) => QueryFaults.Of(fault, detail);

    public virtual AwsException Refused(Call call, Refusal refusal) => new("AccessDenied", refusal.Sentence, 403) { IsRefusal = true };

    public virtual AwsResponse Error(Call call, AwsException error) => Write(call, error.Status, new XElement(
        "ErrorResponse",
        new XElement("Error", new XElement("Type", error.Status < 500 ? "Sender" : "Receiver"), new XElement("Code", error.Code), new XElement("Message", error.Message)),
        new XElement("RequestId", call.RequestId)));

    public virtual JsonObject? EventParameters(Call call) => call.Error?.IsRefusal == true ? null : EventJson.From(call.Parameters);

    public virtual IEnumerable<Events.EventResource> EventResources(Call call) => [];

    /// <summary>Adds an operation.</summary>
    /// <param name="name">As the API calls it.</param>
    /// <param name="run">Gives the content of the result. Null: the answer has no result.</param>
    /// <param name="needs">The permissions it needs.</param>
    /// <param name="isReadOnly">Null: by the name.</param>
    /// <param name="isOpen">Whether it comes without a signature.</param>
    protected void Add(string name, Func<Call, IEnumerable<XElement>?> run, Func<Call, IEnumerable<Access>> needs, bool? isReadOnly = null, bool isOpen = false) =>
        _operations.Add(name, new Operation(name, call => Answer(call, name, run(call)))
        {
            Needs = needs,
            IsReadOnly = isReadOnly ?? (name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("List", StringComparison.Ordinal) || name.StartsWith("Describe", StringComparison.Ordinal) || name.StartsWith("Simulate", StringComparison.Ordinal)),
            IsOpen = isOpen,
        });

    protected virtual AwsResponse Answer(Call call, string name, IEnumerable<XElement>? result)
    {
        XElement response = new($"{name}Response");
        if (result is not null)
        {
            XElement content = new($"{name}Result", result);
            response.Add(content);
            Remember(call, content);
        }

        response.Add(new XElement("ResponseMetadata", new XElement("RequestId", call.RequestId)));
        return Write(call, 200, response);
    }

    /// <summary>Tells CloudTrail of an answer, but never a secret.</summary>
    public static void Tell(Call call, IEnumerable<XElement> content)
    {
        XElement told = new("Result", content.Select(element => new XElement(element)));
        told.Descendants("SecretAccessKey").Remove();
        told.Descendants("Base32StringSeed").Remove();
        call.ResponseElements = told.HasElements ? EventJson.From(told) : null;
    }

    /// <summary>Records tell nothing of what was read, unless the operation itself saw to it.</summary>
    protected static void Remember(Call call, XElement content)
    {
        if (call.Operation?.IsReadOnly != true)
        {
            Tell(call, content.Elements());
        }
    }

    protected AwsResponse Write(Call call, int status, XElement root)
    {
        XNamespace space = xmlNamespace;
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = space + element.Name.LocalName;
        }

        AwsResponse response = new(status, "text/xml", System.Text.Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting)));
        response.Headers["x-amzn-RequestId"] = call.RequestId;
        return response;
    }
}
