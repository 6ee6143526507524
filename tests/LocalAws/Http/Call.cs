using System.Text.Json.Nodes;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Events;
using TrailOps.LocalAws.Signing;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Http;

/// <summary>One request on its way through: who asks what of which service, and what CloudTrail will say of it.</summary>
internal sealed class Call(AwsWorld world, AwsRequest request, IAwsService service, string region, string requestId)
{
    private Caller? _caller;

    public AwsWorld World { get; } = world;

    /// <summary>With its body decoded, once signatures are checked.</summary>
    public AwsRequest Request { get; set; } = request;

    public IAwsService Service { get; } = service;

    public string Region { get; } = region;

    public string RequestId { get; } = requestId;

    public DateTimeOffset Now { get; } = world.Clock.UtcNow;

    public Operation? Operation { get; set; }

    /// <summary>How it was signed. Null: it was not, or not checked yet.</summary>
    public Signature? Signature { get; set; }

    public bool IsAuthenticated => _caller is not null;

    public Caller Caller
    {
        get => _caller ?? throw new InvalidOperationException("The request is not authenticated.");
        set => _caller = value;
    }

    /// <summary>The caller's account.</summary>
    public AwsAccount Account => Caller.Account ?? throw new InvalidOperationException("The caller has no account.");

    /// <summary>Parsed when asked for.</summary>
    public QueryParameters Parameters => field ??= new QueryParameters(Request);

    public JsonObject Json => field ??= JsonBody.Read(Request.Body);

    public AwsException? Error { get; set; }

    public JsonNode? ResponseElements { get; set; }

    public JsonObject? AdditionalEventData { get; set; }

    public List<EventResource> Resources { get; } = [];

    /// <summary>Another account whose history tells of this as well.</summary>
    public string? OtherAccount { get; set; }

    public string Partition => LocalAws.World.Partition.Of(Region);
}
