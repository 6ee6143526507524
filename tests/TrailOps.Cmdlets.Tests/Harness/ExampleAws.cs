using TrailOps.LocalAws;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.Cmdlets.Tests;

/// <summary>The account that the help's examples are about, on loopback: a trail of all regions that has delivered, one that was never started, and a role with two grants that has just done something.</summary>
internal static class ExampleAws
{
    private const string Until = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}}}""";

    public static async Task<LocalAwsServer> StartAsync(Session session, LogFolder folder)
    {
        var server = await LocalAwsServer.StartAsync();
        session.Secrets = server.World.Secrets;
        var (root, there) = (new AwsCaller(server, server.RootKeys, "us-east-1"), new AwsCaller(server, server.RootKeys, "eu-central-1"));
        await LocalAwsSession.AddTrailBucketAsync(root);
        await root.TrailAsync("CreateTrail", """{"Name":"management","S3BucketName":"logs-of-team","IsMultiRegionTrail":true,"EnableLogFileValidation":true}""");
        await root.TrailAsync("StartLogging", """{"Name":"management"}""");
        await there.TrailAsync("CreateTrail", """{"Name":"forgotten","S3BucketName":"logs-of-team"}""");
        server.World.Account.AddRole("deployer", policy: LocalAwsSession.Admin);
        await root.QueryAsync("iam", "PutRolePolicy", ("RoleName", "deployer"), ("PolicyName", "yesterday"), ("PolicyDocument", Until));
        foreach (var (name, source, region) in new[] { ("CreateBucket", "s3", "eu-central-1"), ("CreateTopic", "sns", "us-east-1") })
        {
            server.World.AddEvent(new LogRecord(name, source + ".amazonaws.com") { Region = region, Session = "terraform" }.At(DateTime.UtcNow.AddMinutes(-10)).Json());
        }

        server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        var keys = server.World.Account.AddUser("operator", LocalAwsSession.Admin);
        var file = folder.Write("credentials", System.Text.Encoding.UTF8.GetBytes($"[audit]\naws_access_key_id={keys.AccessKeyId}\naws_secret_access_key={keys.SecretAccessKey}\n"));
        session.Run(
            """
            $PSDefaultParameterValues['Get-AuditTrail:ProfileLocation'] = $file
            foreach ($name in (Get-Command -Module TrailOps).Name) {
                if ((Get-Command $name).Parameters.ContainsKey('EndpointUrl')) { $PSDefaultParameterValues["${name}:EndpointUrl"] = $url }
            }
            $StoredAWSCredentials = @{ AccessKeyId = $id; SecretAccessKey = $secret }
            $StoredAWSRegion = 'us-east-1'
            function terraform {
                Get-AuditTrail -Region us-east-1
                'Error: creating S3 Bucket (example-orders): operation error S3: CreateBucket, https response error StatusCode: 403, RequestID: 7PA3XK9E2M5T1C0B, HostID: x=, api error AccessDenied: User: arn:aws:sts::111122223333:assumed-role/deployer/terraform is not authorized to perform: s3:CreateBucket on resource: "arn:aws:s3:::example-orders" because no identity-based policy allows the s3:CreateBucket action'
            }
            function Get-S3Object($BucketName, $KeyPrefix) { $keys | Where-Object { $_.StartsWith($KeyPrefix) } | ForEach-Object { [pscustomobject] @{ BucketName = $BucketName; Key = $_ } } }
            function Get-IAMRoleList { [pscustomobject] @{ RoleName = 'deployer'; Arn = 'arn:aws:iam::111122223333:role/deployer'; Path = '/' } }
            """,
            new { file, id = keys.AccessKeyId, secret = keys.SecretAccessKey, url = server.Url.ToString(), keys = server.World.Account.Objects("logs-of-team") }).Clean();
        return server;
    }
}
