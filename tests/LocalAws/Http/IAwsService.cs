namespace TrailOps.LocalAws.Http;

internal interface IAwsService
{
    /// <summary>As in the credential scope.</summary>
    string Name { get; }

    /// <summary>As CloudTrail calls it.</summary>
    string EventSource { get; }

    /// <summary>Whether its signatures are those of S3: the path is encoded once, bodies may be unsigned or come in signed chunks.</summary>
    bool SignsLikeS3 => false;

    /// <summary>Whether its events are recorded in the partition's global region.</summary>
    bool IsGlobal => false;

    /// <summary>Null: no such operation.</summary>
    Operation? Find(AwsRequest request);

    /// <summary>The name of the operation asked for, whether there is one or not.</summary>
    string NameOf(AwsRequest request);

    AwsException UnknownOperation(AwsRequest request);

    AwsException Throttled();

    /// <summary>What it says where a signature is missing or wrong.</summary>
    AwsException Unauthenticated(Signing.SignatureFault fault, string? detail);

    /// <summary>How it tells a refusal.</summary>
    AwsException Refused(Call call, Authorization.Refusal refusal);

    AwsResponse Error(Call call, AwsException error);

    /// <summary>What LookupEvents finds an event by, besides what the operation itself added.</summary>
    IEnumerable<Events.EventResource> EventResources(Call call) => [];

    /// <summary>What CloudTrail records as the request's parameters.</summary>
    System.Text.Json.Nodes.JsonObject? EventParameters(Call call);
}
