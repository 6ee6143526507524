using System.Globalization;
using System.Text;

namespace TrailOps.Benchmarks.Corpus;

/// <summary>Somebody who makes calls: the userIdentity, the address and the program.</summary>
internal sealed record Caller(string Identity, string Address, string UserAgent);

/// <summary>
/// Who makes the calls of one account: many roles with several sessions each, users, services. The wanted role makes about 2 % of the
/// calls; as many come from those that look like it: by a path, by a session's name, as a user. Roles whose names only hold its name are
/// among the others.
/// </summary>
internal sealed class Cast
{
    /// <summary>The wanted role.</summary>
    public const string Wanted = "deployer";

    private const double WantedShare = 0.02;
    private const double LookAlikeShare = 0.02;
    private const double UserShare = 0.04;
    private const double ServiceShare = 0.06;
    private const int SessionsPerRole = 6;

    private static readonly string[] UserAgents =
    [
        "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-aws/5.80.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.32.5 ua/2.1 os/linux lang/go#1.23.3 md/GOOS#linux md/GOARCH#amd64 api/iam#1.38.1",
        "aws-cli/2.22.7 md/awscrt#0.23.4 ua/2.0 os/linux#6.1.115-126.197.amzn2023.x86_64 md/arch#x86_64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/distrib#amzn.2023 md/prompt#off md/command#s3.cp",
        "Boto3/1.35.76 md/Botocore#1.35.76 ua/2.0 os/linux#5.10.227-219.884.amzn2.x86_64 md/arch#x86_64 lang/python#3.11.10 md/pyimpl#CPython exec-env/AWS_Lambda_python3.11 cfg/retry-mode#legacy Botocore/1.35.76",
        "aws-sdk-java/2.29.29 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.115 lang/java#21.0.5 md/OpenJDK_64-Bit_Server_VM#21.0.5+11-LTS md/vendor#Amazon.com_Inc. md/en_US exec-env/AWS_ECS_FARGATE m/E,D",
        "aws-sdk-dotnet-coreclr/3.7.410.4 ua/2.0 os/linux#6.1.115 lang/.NET_Core#8.0.11 md/aws-sdk-dotnet-core#3.7.400.60 api/DynamoDBv2#3.7.402.13 cfg/retry-mode#legacy",
        "amazon-ssm-agent/3.3.1345.0 aws-sdk-go/1.55.5 (go1.22.9; linux; amd64)",
        "AWS Internal",
    ];

    private static readonly string[] OtherRoles =
    [
        "deployer-2", "my-deployer", "deployer.ro", "Deployers", "ci-runner", "eks-node", "eks-cluster-autoscaler", "ecs-task-checkout", "ecs-task-orders", "lambda-exec-search",
        "lambda-exec-media-transcoder", "OrganizationAccountAccessRole", "AWSReservedSSO_AdministratorAccess_0f1e2d3c4b5a6978", "AWSReservedSSO_ReadOnly_8897a6b5c4d3e2f1",
        "SecurityAudit", "backup-vault", "terraform-plan", "datadog-integration", "grafana-cloudwatch", "external-dns", "cert-manager", "karpenter-controller",
        "glue-nightly", "emr-step-runner", "sagemaker-train", "batch-instance", "config-recorder", "vpc-flow-logs", "apigw-logs", "stepfn-orders",
    ];

    private readonly Caller[] _wanted;
    private readonly Caller[] _lookAlikes;
    private readonly Caller[] _others;
    private readonly Caller[] _users;
    private readonly Caller[] _services;

    public Cast(string account, Random random)
    {
        _wanted = [.. Sessions(account, WantedArn(account), Wanted, random)];
        _others =
        [
            .. OtherRoles.SelectMany(name => Sessions(account, $"arn:aws:iam::{account}:role/{name}", name, random)),
        ];
        _lookAlikes =
        [
            .. Sessions(account, $"arn:aws:iam::{account}:role/{Wanted}/app-runtime", "app-runtime", random),
            .. Sessions(account, $"arn:aws:iam::{account}:role/release-manager", "release-manager", random, session: Wanted),
            User(account, Wanted, random),
        ];
        _users = [.. new[] { "alice", "bob", "break-glass" }.Select(name => User(account, name, random))];
        _services = [.. new[] { "autoscaling", "elasticloadbalancing", "lambda", "config" }.Select(Service)];
    }

    /// <summary>The names that parameters of calls mention.</summary>
    public static IReadOnlyList<string> RoleNames { get; } = [Wanted, .. OtherRoles];

    /// <summary>The wanted role's ARN in an account; half of the accounts have it under a path.</summary>
    public static string WantedArn(string account) =>
        $"arn:aws:iam::{account}:role/{(account[^1] % 2 == 0 ? "" : "ci/")}{Wanted}";

    /// <summary>Who makes the next call.</summary>
    public Caller Next(Random random)
    {
        var share = random.NextDouble();
        var callers = share < WantedShare ? _wanted
            : share < WantedShare + LookAlikeShare ? _lookAlikes
            : share < WantedShare + LookAlikeShare + UserShare ? _users
            : share < WantedShare + LookAlikeShare + UserShare + ServiceShare ? _services
            : _others;
        return callers[random.Next(callers.Length)];
    }

    private static IEnumerable<Caller> Sessions(string account, string roleArn, string name, Random random, string? session = null)
    {
        var roleId = Key("AROA", 17, random);
        for (var i = 0; i < SessionsPerRole; i++)
        {
            var sessionName = session ?? (i % 2 == 0 ? $"i-0{random.NextInt64():x16}" : $"{name}-{random.Next(1_000_000_000)}");
            var created = new DateTime(2025, 3, 4, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(30_000));
            yield return new Caller(
                $$$"""
                {"type":"AssumedRole","principalId":"{{{roleId}}}:{{{sessionName}}}","arn":"arn:aws:sts::{{{account}}}:assumed-role/{{{name}}}/{{{sessionName}}}","accountId":"{{{account}}}","accessKeyId":"{{{Key("ASIA", 16, random)}}}","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"{{{roleId}}}","arn":"{{{roleArn}}}","accountId":"{{{account}}}","userName":"{{{name}}}"},"attributes":{"creationDate":"{{{created.ToString("s", CultureInfo.InvariantCulture)}}}Z","mfaAuthenticated":"false"}{{{(i % 3 == 0 ? ",\"ec2RoleDelivery\":\"2.0\"" : "")}}}}}
                """,
                $"10.{random.Next(255)}.{random.Next(255)}.{random.Next(255)}",
                UserAgents[random.Next(UserAgents.Length)]);
        }
    }

    private static Caller User(string account, string name, Random random) => new(
        $$"""
        {"type":"IAMUser","principalId":"{{Key("AIDA", 17, random)}}","arn":"arn:aws:iam::{{account}}:user/{{name}}","accountId":"{{account}}","accessKeyId":"{{Key("AKIA", 16, random)}}","userName":"{{name}}"}
        """,
        $"198.51.100.{random.Next(255)}",
        UserAgents[1]);

    private static Caller Service(string name) => new(
        $$"""{"type":"AWSService","invokedBy":"{{name}}.amazonaws.com"}""", $"{name}.amazonaws.com", $"{name}.amazonaws.com");

    private static string Key(string prefix, int length, Random random) =>
        Template.AppendFrom(new StringBuilder(prefix), random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length).ToString();
}
