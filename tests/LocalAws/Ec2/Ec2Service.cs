using System.Xml.Linq;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Signing;

namespace TrailOps.LocalAws.Ec2;

/// <summary>A few operations of EC2, for its refusals: it is the service whose refusals carry encoded messages.</summary>
internal sealed class Ec2Service : QueryService
{
    private const string Sentence = "You are not authorized to perform this operation.";
    private const int IdDigits = 17;

    public Ec2Service()
        : base("ec2", "2016-11-15", "http://ec2.amazonaws.com/doc/2016-11-15/")
    {
        Add("DescribeInstances", _ => [new("reservationSet")], _ => [new Access("ec2:DescribeInstances")]);
        Add("DescribeRegions", DescribeRegions, _ => [new Access("ec2:DescribeRegions")]);
        Add("RunInstances", RunInstances, call =>
        [
            new Access("ec2:RunInstances", Arn(call, "instance/*"))
            {
                Context = new Dictionary<string, IReadOnlyList<string>>
                {
                    ["ec2:InstanceType"] = [call.Parameters.Text("InstanceType") ?? "m1.small"],
                    ["ec2:Region"] = [call.Region],
                },
            },
        ]);
        Add("CreateVpc", CreateVpc, call => [new Access("ec2:CreateVpc", Arn(call, "vpc/*"))]);
    }

    public override AwsException Throttled() => new("RequestLimitExceeded", "Request limit exceeded.", 503);

    public override AwsException Unauthenticated(SignatureFault fault, string? detail) => fault switch
    {
        SignatureFault.UnknownKey or SignatureFault.Wrong or SignatureFault.WrongToken or SignatureFault.WrongScope =>
            new("AuthFailure", "AWS was not able to validate the provided access credentials", 401),
        SignatureFault.ExpiredToken => new("RequestExpired", "Request has expired."),
        SignatureFault.Expired => new("RequestExpired", "Request has expired."),
        _ => base.Unauthenticated(fault, detail),
    };

    /// <summary>With the encoded message where the action is about a resource.</summary>
    public override AwsException Refused(Call call, Refusal refusal)
    {
        var encoded = refusal.Access.Resource == "*"
            ? ""
            : $" Encoded authorization failure message: {call.World.Messages.Encode(refusal, call.Account.Id)}";
        return new AwsException("UnauthorizedOperation", $"{Sentence} {refusal.Sentence}{(encoded.Length > 0 ? "." : "")}{encoded}", 403)
        {
            EventCode = "Client.UnauthorizedOperation",
            IsRefusal = true,
        };
    }

    public override AwsResponse Error(Call call, AwsException error) => new(error.Status, "text/xml;charset=UTF-8", System.Text.Encoding.UTF8.GetBytes(new XElement(
        "Response",
        new XElement("Errors", new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message))),
        new XElement("RequestID", call.RequestId)).ToString(SaveOptions.DisableFormatting)));

    public override System.Text.Json.Nodes.JsonObject? EventParameters(Call call) => EventJson.From(call.Parameters);

    // EC2's answers have no Result around them.
    protected override AwsResponse Answer(Call call, string name, IEnumerable<XElement>? result)
    {
        XElement response = new($"{name}Response", new XElement("requestId", call.RequestId), result);
        Remember(call, response);
        return Write(call, 200, response);
    }

    private static IEnumerable<XElement> DescribeRegions(Call call) =>
    [
        new("regionInfo", World.Partition.Regions(call.Partition).Order(StringComparer.Ordinal).Select(region => new XElement(
            "item",
            new XElement("regionName", region),
            new XElement("regionEndpoint", $"ec2.{region}.{World.Partition.DnsSuffix(call.Partition)}"),
            new XElement("optInStatus", "opt-in-not-required")))),
    ];

    private static IEnumerable<XElement> RunInstances(Call call) =>
    [
        new("reservationId", NewId("r")),
        new("ownerId", call.Account.Id),
        new("groupSet"),
        new("instancesSet", new XElement(
            "item",
            new XElement("instanceId", NewId("i")),
            new XElement("imageId", call.Parameters.Required("ImageId")),
            new XElement("instanceState", new XElement("code", 0), new XElement("name", "pending")),
            new XElement("instanceType", call.Parameters.Text("InstanceType") ?? "m1.small"))),
    ];

    private static IEnumerable<XElement> CreateVpc(Call call) =>
    [
        new("vpc", new XElement("vpcId", NewId("vpc")), new XElement("ownerId", call.Account.Id), new XElement("state", "pending"), new XElement("cidrBlock", call.Parameters.Text("CidrBlock"))),
    ];

    private static string Arn(Call call, string resource) => $"arn:{call.Partition}:ec2:{call.Region}:{call.Account.Id}:{resource}";

    private static string NewId(string kind) => $"{kind}-{System.Security.Cryptography.RandomNumberGenerator.GetHexString(IdDigits, lowercase: true)}";
}
