using System.Reflection;
using System.Text.Json.Nodes;
using Amazon.CloudTrail;
using Amazon.IdentityManagement;
using BotocoreHarness;

namespace AwsClients.Tests.Models;

/// <summary>AWS's model of a service, and the client's assembly that is held to it.</summary>
internal sealed class ServiceModel(JsonObject model, Type client, IReadOnlyDictionary<string, string> renamed)
{
    // The generator of official clients names these two shapes of IAM so.
    private static readonly Dictionary<string, string> RenamedByIam = new() { ["Policy"] = "ManagedPolicy", ["AttachedPolicy"] = "AttachedPolicyType" };

    private static ServiceModel? _cloudTrail;
    private static ServiceModel? _iam;

    /// <summary>The model of a service, read once: only one class of tests, one test at a time, asks for it. Skips the test where there is none.</summary>
    public static ServiceModel Of(string service) => service == "iam"
        ? _iam ??= new(Botocore.Model("iam", "2010-05-08"), typeof(AmazonIdentityManagementServiceClient), RenamedByIam)
        : _cloudTrail ??= new(Botocore.Model("cloudtrail", "2013-11-01"), typeof(AmazonCloudTrailClient), new Dictionary<string, string>());

    /// <summary>The operations that the client has.</summary>
    public static IEnumerable<string> OperationsOf(string service) =>
        (service == "iam" ? typeof(IAmazonIdentityManagementService) : typeof(IAmazonCloudTrail)).GetMethods()
            .Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal)).Select(m => m.Name[..^5]).Distinct();

    public Type Client => client;

    public JsonObject Operation(string name) => model["operations"]![name]!.AsObject();

    public JsonObject Shape(string name) => model["shapes"]![name]!.AsObject();

    public string Metadata(string name) => (string)model["metadata"]![name]!;

    /// <summary>The shape of an operation's input or output; null where it has none.</summary>
    public string? ShapeOf(string operation, string side) => (string?)Operation(operation)[side]?["shape"];

    /// <summary>The codes and type names of an operation's errors.</summary>
    public IEnumerable<(string Code, string Type)> ErrorsOf(string operation) =>
        (Operation(operation)["errors"]?.AsArray() ?? []).Select(e => (string)e!["shape"]!).Select(shape => ((string?)Shape(shape)["error"]?["code"] ?? shape, shape));

    /// <summary>The members of a structure: wire name, shape.</summary>
    public IEnumerable<(string Name, string Shape)> Members(string shape) =>
        Shape(shape)["members"]!.AsObject().Select(m => (m.Key, (string)m.Value!["shape"]!));

    public Type Type(string name, string @namespace = ".Model") => client.Assembly.GetType(client.Namespace + @namespace + "." + name, throwOnError: true)!;

    /// <summary>The type that stands for a structure's or an enum's shape.</summary>
    public Type TypeOf(string shape) => Type(PropertyName(renamed.GetValueOrDefault(shape, shape)), Shape(shape)["enum"] is null ? ".Model" : "");

    /// <summary>The property of a member: the same name, but for a small first letter.</summary>
    public static string PropertyName(string member) => char.ToUpperInvariant(member[0]) + member[1..];

    public static PropertyInfo Property(Type type, string member) =>
        type.GetProperty(PropertyName(member), BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly) ?? throw new InvalidOperationException($"{type.Name} has no {PropertyName(member)}.");

    /// <summary>The C# type of a member, as the official clients' generator chooses it.</summary>
    public string ExpectedType(string shape, bool inCollection = false) => (string)Shape(shape)["type"]! switch
    {
        "structure" => TypeOf(shape).Name,
        "list" => $"List<{ExpectedType((string)Shape(shape)["member"]!["shape"]!, inCollection: true)}>",
        "map" => $"Dictionary<string, {ExpectedType((string)Shape(shape)["value"]!["shape"]!, inCollection: true)}>",
        "string" => Shape(shape)["enum"] is null || inCollection ? "string" : TypeOf(shape).Name,
        "boolean" => inCollection ? "bool" : "bool?",
        "integer" => inCollection ? "int" : "int?",
        "timestamp" => inCollection ? "DateTime" : "DateTime?",
        "blob" => "MemoryStream",
        var other => throw new InvalidOperationException($"No type for {other}."),
    };
}
