using TrailOps.LocalAws.CloudTrail;
using TrailOps.LocalAws.CloudWatch;
using TrailOps.LocalAws.Ec2;
using TrailOps.LocalAws.EventBridge;
using TrailOps.LocalAws.Iam;
using TrailOps.LocalAws.Kms;
using TrailOps.LocalAws.Logs;
using TrailOps.LocalAws.Organizations;
using TrailOps.LocalAws.S3;
using TrailOps.LocalAws.Signing;
using TrailOps.LocalAws.Sns;
using TrailOps.LocalAws.Sts;

namespace TrailOps.LocalAws.Http;

/// <summary>Finds the service that a request is for: the scope of its signature says so.</summary>
internal static class Router
{
    private static readonly Dictionary<string, IAwsService> Services = new IAwsService[]
    {
        new StsService(), new IamService(), new CloudTrailService(), new S3Service(), new Ec2Service(), new KmsService(),
        new LogsService(), new OrganizationsService(), new SnsService(), new CloudWatchService(), new EventBridgeService(),
    }.ToDictionary(service => service.Name, StringComparer.Ordinal);

    /// <summary>Null: a service that is not here.</summary>
    public static IAwsService? Find(AwsRequest request, Signature? signature)
    {
        if (signature is not null)
        {
            return Services.GetValueOrDefault(signature.Service);
        }

        // Unsigned: by what only one of them has.
        if (request.Header("x-amz-target") is { } target
            && Services.Values.OfType<JsonService>().FirstOrDefault(service => target.Contains(service.Target, StringComparison.OrdinalIgnoreCase)) is { } json)
        {
            return json;
        }

        return Version(request) switch
        {
            "2011-06-15" => Services["sts"],
            "2010-05-08" => Services["iam"],
            "2016-11-15" => Services["ec2"],
            "2010-03-31" => Services["sns"],
            _ => Services["s3"],
        };
    }

    private static string? Version(AwsRequest request) => new QueryParameters(request) is var parameters && parameters.Text("Action") is not null ? parameters.Text("Version") : null;
}
