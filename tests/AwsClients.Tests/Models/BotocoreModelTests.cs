using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Amazon.Runtime;
using AwsClients.Tests.Harness;

namespace AwsClients.Tests.Models;

/// <summary>The clients beside AWS's own models of the services, as botocore ships them: each operation, member, enum and error.</summary>
public class BotocoreModelTests
{
    public static TheoryData<string, string> Operations
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var service in (string[])["cloudtrail", "iam"])
            {
                foreach (var operation in ServiceModel.OperationsOf(service))
                {
                    all.Add(service, operation);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Members_enums_and_their_types(string service, string operation)
    {
        var model = ServiceModel.Of(service);
        var seen = new HashSet<Type>();
        Check(model.Type(operation + "Request"), model.ShapeOf(operation, "input"));
        Check(model.Type(operation + "Response"), model.ShapeOf(operation, "output"));

        void Check(Type type, string? shape)
        {
            if (!seen.Add(type))
            {
                return;
            }

            var expected = shape is null ? [] : model.Members(shape).Select(m => $"{model.ExpectedType(m.Shape)} {ServiceModel.PropertyName(m.Name)}");
            var ours = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(p => $"{TypeText.Of(p.PropertyType)} {p.Name}");
            Assert.Equal(expected.Order(), ours.Order());
            foreach (var (_, member) in shape is null ? [] : model.Members(shape))
            {
                CheckShape(member);
            }
        }

        void CheckShape(string shape)
        {
            var definition = model.Shape(shape);
            if (definition["members"] is not null)
            {
                Check(model.TypeOf(shape), shape);
            }
            else if (definition["member"] is { } item)
            {
                CheckShape((string)item["shape"]!);
            }
            else if (definition["enum"] is JsonArray values)
            {
                var constants = model.TypeOf(shape).GetFields(BindingFlags.Public | BindingFlags.Static);
                Assert.Equal(values.Select(v => (string)v!).Order(), constants.Select(f => ((ConstantClass)f.GetValue(null)!).Value).Order());
                Assert.All(constants, f => Assert.Equal(ServiceModel.PropertyName(((ConstantClass)f.GetValue(null)!).Value), f.Name));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_request_with_everything_set(string service, string operation)
    {
        var model = ServiceModel.Of(service);
        var shape = model.ShapeOf(operation, "input");
        var request = new Samples(model).Structure(model.Type(operation + "Request"), shape);
        await using var server = new LoopbackServer(service == "iam" ? Reply.Xml($"<{operation}Response />") : Reply.Json("{}"));
        await CallAsync(model, server, operation, request);

        var wire = new Wire(model);
        if (service == "iam")
        {
            string[] expected = ["Action=" + operation, "Version=" + model.Metadata("apiVersion"), .. wire.Form(shape, request)];
            Assert.Equal(expected.Order(StringComparer.Ordinal), server.Request.Text.Split('&').Order(StringComparer.Ordinal));
        }
        else
        {
            Assert.Equal($"{model.Metadata("targetPrefix")}.{operation}", server.Request["X-Amz-Target"]);
            Assert.True(JsonNode.DeepEquals(wire.Json(shape, request), JsonNode.Parse(server.Request.Text)), server.Request.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_answer_with_everything_set(string service, string operation)
    {
        var model = ServiceModel.Of(service);
        var shape = model.ShapeOf(operation, "output");
        var response = new Samples(model).Structure(model.Type(operation + "Response"), shape);
        var wire = new Wire(model);
        var wrapper = (string?)model.Operation(operation)["output"]?["resultWrapper"];
        await using var server = new LoopbackServer(service == "iam"
            ? Reply.Xml(new XElement(operation + "Response", wrapper is null ? null : new XElement(wrapper, wire.Xml(shape, response)), new XElement("ResponseMetadata")).ToString())
            : Reply.Json(wire.Json(shape, response).ToJsonString()));
        var read = await CallAsync(model, server, operation, Activator.CreateInstance(model.Type(operation + "Request"))!);
        Assert.Equal(ObjectText.Of(response), ObjectText.Of(read));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Errors(string service, string operation)
    {
        var model = ServiceModel.Of(service);
        var modelled = model.ErrorsOf(operation).ToDictionary(e => e.Code, e => e.Type);
        var all = ServiceModel.OperationsOf(service).SelectMany(model.ErrorsOf).Append(("AccessDenied", "")).DistinctBy(e => e.Item1).Select(e => e.Item1).ToList();
        await using var server = new LoopbackServer((_, index) => service == "iam" ? Reply.XmlError(all[index], "m", 400) : Reply.Json($$"""{"__type":"{{all[index]}}","message":"m"}""", 400));
        foreach (var code in all)
        {
            var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => CallAsync(model, server, operation, Activator.CreateInstance(model.Type(operation + "Request"))!));
            Assert.Equal(modelled.GetValueOrDefault(code, model.Client.Name.Replace("Client", "Exception", StringComparison.Ordinal)), error.GetType().Name);
            Assert.Equal(code, error.ErrorCode);
        }
    }

    private static async Task<object> CallAsync(ServiceModel model, LoopbackServer server, string operation, object request)
    {
        using IDisposable client = model.Client.Name.Contains("CloudTrail", StringComparison.Ordinal)
            ? Clients.CloudTrail(server, configure: c => c.MaxErrorRetry = 0)
            : Clients.Iam(server, configure: c => c.MaxErrorRetry = 0);
        var method = model.Client.GetMethod(operation + "Async", [request.GetType(), typeof(CancellationToken)])!;
        var call = (Task)method.Invoke(client, [request, TestContext.Current.CancellationToken])!;
        await call;
        return call.GetType().GetProperty("Result")!.GetValue(call)!;
    }
}
