using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Sts;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Metadata;

/// <summary>
/// The credentials of a machine: an instance's metadata (version 2: a token first) and a container's endpoint, for a role of a LocalAws.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html, https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
/// </summary>
public sealed class FakeImds : IAsyncDisposable
{
    private const string Roles = "/latest/meta-data/iam/security-credentials/";
    private const string TokenHeader = "X-aws-ec2-metadata-token";
    private const string InstanceId = "i-0123456789abcdef0";
    private const int MaxTokenSeconds = 21_600;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(6);
    private readonly WebApplication _application;
    private readonly AwsWorld _world;
    private readonly string _roleArn;
    private readonly string _region;
    private readonly string _token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(40));
    private int _issued;

    private FakeImds(WebApplication application, AwsWorld world, string roleArn, string region) => (_application, _world, _roleArn, _region) = (application, world, roleArn, region);

    /// <summary>For AWS_EC2_METADATA_SERVICE_ENDPOINT.</summary>
    public Uri Url => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>For AWS_CONTAINER_CREDENTIALS_FULL_URI.</summary>
    public Uri ContainerUrl => new(Url, "/container/credentials");

    /// <summary>For AWS_CONTAINER_AUTHORIZATION_TOKEN.</summary>
    public string ContainerToken { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(20));

    /// <summary>How often credentials were given out.</summary>
    public int Issued => Volatile.Read(ref _issued);

    /// <summary>Starts one on 127.0.0.1.</summary>
    /// <param name="world">Whose role it is.</param>
    /// <param name="roleArn">The role of the instance or task.</param>
    /// <param name="region">Where the instance runs.</param>
    public static async Task<FakeImds> StartAsync(AwsWorld world, string roleArn, string region = "eu-west-1")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        FakeImds imds = new(application, world, roleArn, region);
        application.Run(imds.HandleAsync);
        await application.StartAsync().ConfigureAwait(false);
        return imds;
    }

    /// <summary>Closes it.</summary>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == ContainerUrl.AbsolutePath)
        {
            return context.Request.Headers.Authorization == ContainerToken ? JsonAsync(context, Credentials("")) : StatusAsync(context, 401);
        }

        if (path == "/latest/api/token")
        {
            // Only PUT, and never for long.
            return context.Request.Method == "PUT" && int.TryParse(context.Request.Headers[$"{TokenHeader}-ttl-seconds"], CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= MaxTokenSeconds
                ? context.Response.WriteAsync(_token)
                : StatusAsync(context, 400);
        }

        if (context.Request.Headers[TokenHeader] != _token)
        {
            return StatusAsync(context, 401);
        }

        var name = _roleArn[(_roleArn.LastIndexOf('/') + 1)..];
        return path switch
        {
            Roles => context.Response.WriteAsync(name),
            "/latest/meta-data/placement/region" => context.Response.WriteAsync(_region),
            "/latest/meta-data/placement/availability-zone" => context.Response.WriteAsync(_region + "a"),
            "/latest/dynamic/instance-identity/document" => JsonAsync(context, new { region = _region, availabilityZone = _region + "a", instanceId = InstanceId }),
            _ when path == Roles + name => JsonAsync(context, Credentials("Success")),
            _ => StatusAsync(context, 404),
        };
    }

    private static Task StatusAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task JsonAsync(HttpContext context, object answer) => context.Response.WriteAsJsonAsync(answer, System.Text.Json.JsonSerializerOptions.Default);

    private Dictionary<string, string> Credentials(string code)
    {
        Interlocked.Increment(ref _issued);
        lock (_world.Gate)
        {
            var name = _roleArn[(_roleArn.LastIndexOf('/') + 1)..];
            var role = _world.FindAccount(_roleArn.Split(':')[4])?.Roles.GetValueOrDefault(name) ?? throw new InvalidOperationException($"There is no role {_roleArn}.");
            var now = _world.Clock.UtcNow;
            Session session = new() { Role = role, Name = InstanceId, Token = Ids.SessionToken(), Issued = now, Expires = now + Lifetime };
            var key = _world.IssueKey(role.Account, user: null, session);
            Dictionary<string, string> credentials = new()
            {
                ["AccessKeyId"] = key.Id,
                ["SecretAccessKey"] = key.Secret,
                ["Token"] = session.Token,
                ["Expiration"] = RequestContext.Time(session.Expires),
                ["RoleArn"] = _roleArn,
            };
            if (code.Length > 0)
            {
                credentials["Code"] = code;
                credentials["Type"] = "AWS-HMAC";
                credentials["LastUpdated"] = RequestContext.Time(now);
            }

            return credentials;
        }
    }
}
