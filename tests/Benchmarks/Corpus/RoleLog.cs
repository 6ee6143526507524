using System.Globalization;
using System.IO.Compression;
using System.Text;
using TrailOps.Actions;

namespace TrailOps.Benchmarks.Corpus;

/// <summary>
/// A log of one role that does many kinds of things to a few dozen resources, over and over, as a program under it would. One request in eight also has a
/// token that is never the same, as calls that create something have. Every record is the role's.
/// </summary>
internal static class RoleLog
{
    public const int Kinds = 300;
    private const int RecordsPerFile = 2000;
    private const int Names = 40;
    private const string Account = "111122223333";
    private const string Region = "eu-central-1";

    private static readonly string[] Services =
    [
        "ec2", "s3", "iam", "lambda", "dynamodb", "rds", "logs", "ssm", "sqs", "sns", "kms", "ecs", "eks", "secretsmanager", "elasticloadbalancing",
        "cloudformation", "events", "states", "ecr", "elasticache",
    ];

    /// <summary>Composes the log in an empty folder.</summary>
    public static void Make(string folder, int records)
    {
        var calls = Services.SelectMany(service => ActionCatalogue.ActionsOf(service).Where((_, i) => i % 2 == 0).Take(Kinds / Services.Length)).ToArray();
        Parallel.For(0, (records + RecordsPerFile - 1) / RecordsPerFile, file =>
        {
            var random = new Random(file);
            var text = new StringBuilder("{\"Records\":[");
            for (var i = file * RecordsPerFile; i < Math.Min(records, (file + 1) * RecordsPerFile); i++)
            {
                Write(calls[random.Next(calls.Length)], random, i % RecordsPerFile == 0 ? text : text.Append(','));
            }

            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Account}_CloudTrail_{Region}_20261120T{file / 60:00}{file % 60:00}Z_{file:x16}.json.gz"));
            Directory.CreateDirectory(folder);
            using var gzip = new GZipStream(File.Create(path), CompressionLevel.Optimal);
            gzip.Write(Encoding.UTF8.GetBytes(text.Append("]}").ToString()));
        });
    }

    private static void Write(IamAction call, Random random, StringBuilder to)
    {
        var name = $"service-{random.Next(Names)}";
        to.Append("{\"eventVersion\":\"1.11\",\"userIdentity\":{\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLE:run\",\"arn\":\"arn:aws:sts::")
            .Append(Account).Append(":assumed-role/deployer/run\",\"accountId\":\"").Append(Account)
            .Append("\",\"accessKeyId\":\"ASIAEXAMPLE\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\"AROAEXAMPLE\",\"arn\":\"arn:aws:iam::")
            .Append(Account).Append(":role/deployer\",\"accountId\":\"").Append(Account).Append("\",\"userName\":\"deployer\"},")
            .Append("\"attributes\":{\"creationDate\":\"2026-11-20T08:00:00Z\",\"mfaAuthenticated\":\"false\"}}}")
            .Append(CultureInfo.InvariantCulture, $",\"eventTime\":\"2026-11-20T09:{random.Next(60):00}:{random.Next(60):00}Z\",\"eventSource\":\"{call.Service}.amazonaws.com\"")
            .Append(CultureInfo.InvariantCulture, $",\"eventName\":\"{call.Name}\",\"awsRegion\":\"{Region}\",\"sourceIPAddress\":\"198.51.100.7\",\"userAgent\":\"APN/1.0 HashiCorp/1.0 Terraform/1.9.0")
            .Append(" (+https://www.terraform.io) terraform-provider-aws/5.60.0 aws-sdk-go-v2/1.30.3\",\"requestParameters\":{")
            .Append(CultureInfo.InvariantCulture, $"\"name\":\"{name}\",\"bucketName\":\"{name}\",\"tableName\":\"{name}\",\"functionName\":\"{name}\",\"roleName\":\"{name}\"")
            .Append(CultureInfo.InvariantCulture, $",\"vpcId\":\"vpc-{random.Next(Names):x17}\",\"maxResults\":100");
        if (random.Next(8) == 0)
        {
            Template.AppendUuid(to.Append(",\"clientToken\":\""), random);
            to.Append('"');
        }

        to.Append(CultureInfo.InvariantCulture, $",\"filterSet\":{{\"items\":[{{\"name\":\"tag:Name\",\"valueSet\":{{\"items\":[{{\"value\":\"{name}\"}}]}}}}]}}}},\"responseElements\":null");
        Template.AppendUuid(to.Append(",\"requestID\":\""), random);
        Template.AppendUuid(to.Append("\",\"eventID\":\""), random);
        to.Append(CultureInfo.InvariantCulture, $"\",\"readOnly\":true,\"eventType\":\"AwsApiCall\",\"managementEvent\":true,\"recipientAccountId\":\"{Account}\",\"eventCategory\":\"Management\"")
            .Append(CultureInfo.InvariantCulture, $",\"tlsDetails\":{{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\",\"clientProvidedHostHeader\":\"{call.Service}.{Region}.amazonaws.com\"}}}}");
    }
}
