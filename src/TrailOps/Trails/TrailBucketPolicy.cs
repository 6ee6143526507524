using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.Policies;

namespace TrailOps.Trails;

/// <summary>
/// What a bucket's policy has to say for a trail (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html): that this trail
/// may deliver, and with <c>aws:SourceArn</c> no other. What others wrote is kept as it is.
/// </summary>
internal static class TrailBucketPolicy
{
    /// <summary>In characters: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html.</summary>
    public const int Limit = 20_480;

    private const string Service = "cloudtrail.amazonaws.com";
    private const string Acl = "bucket-owner-full-control";
    private const string SecureTransport = "aws:SecureTransport";
    private const string OwnEncryption = "AES256";
    private const string KeyEncryption = "aws:kms";
    private const string TlsSid = "TrailOpsDenyInsecureTransport";
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The policy with all that it lacks for a trail; null where it lacks nothing.</summary>
    /// <param name="present">The bucket's policy; null: it has none.</param>
    /// <param name="delivery">The trail.</param>
    /// <param name="isTlsOnly">Whether requests without TLS are to be refused.</param>
    /// <exception cref="PolicyDocumentException">The bucket's policy can't be read.</exception>
    public static string? Complete(string? present, TrailDelivery delivery, bool isTlsOnly)
    {
        var document = present is null ? null : PolicyDocument.ParseResourcePolicy(present);
        var missing = Needed(delivery).Where(need => document is null || !document.Statement.Any(statement => IsFor(statement, document.Version, need, delivery))).Select(need => need.Statement).ToList();
        if (isTlsOnly && (document is null || !DeniesPlainHttp(document, delivery)))
        {
            missing.Add(TlsOnly(delivery));
        }

        return missing.Count == 0 ? null : Merge(present, missing);
    }

    /// <summary>What keeps a trail from delivering although it is allowed to, in words: the statement that denies it. Null: nothing does.</summary>
    /// <param name="policy">The bucket's policy, complete.</param>
    /// <param name="delivery">The trail.</param>
    /// <param name="bucketAccount">The account of the bucket.</param>
    /// <param name="keyArn">The trail's key; null: it has none.</param>
    public static string? Obstacle(string policy, TrailDelivery delivery, string bucketAccount, string? keyArn)
    {
        var judge = Judge(PolicyDocument.ParseResourcePolicy(policy));
        foreach (var need in Needed(delivery))
        {
            // Whether CloudTrail names Amazon S3's own encryption in its requests it does not say: what denies but one of them is no obstacle for sure.
            var verdicts = need.Keys.SelectMany(key => (keyArn is null ? new[] { (null, null), (OwnEncryption, (string?)null) } : [(KeyEncryption, keyArn)])
                .Select(encryption => judge.Judge(Request(need.Action, key, delivery.TrailArn, encryption) with { ResourceAccount = bucketAccount }))).ToList();
            if (verdicts.TrueForAll(verdict => verdict.Decision == PolicyDecision.ExplicitDeny) && verdicts[0].Statement is { } statement)
            {
                return statement.Sid is { Length: > 0 } sid ? $"the statement {sid} denies {need.Action}" : $"statement {statement.Number} denies {need.Action}";
            }
        }

        return null;
    }

    /// <summary>Whether the policy lets trails of other accounts deliver too: a statement of somebody's that is not bound to a trail.</summary>
    public static bool IsOpenToOthers(string policy, TrailDelivery delivery)
    {
        var judge = Judge(PolicyDocument.ParseResourcePolicy(policy));
        return Needed(delivery).Where(need => need.Action == "s3:PutObject")
            .Any(need => judge.Judge(Request(need.Action, need.Keys[0], StrangerTo(delivery), (null, null))).Decision == PolicyDecision.Allowed);
    }

    /// <summary>The statements that let trails of other accounts deliver.</summary>
    public static IReadOnlyList<PolicyStatement> Opening(string policy, TrailDelivery delivery)
    {
        var document = PolicyDocument.ParseResourcePolicy(policy);
        return [.. document.Statement.Where(statement => statement.Effect == "Allow" && Needed(delivery).Where(need => need.Action == "s3:PutObject")
            .Any(need => Judge(Alone(document, statement)).Judge(Request(need.Action, need.Keys[0], StrangerTo(delivery), (null, null))).Decision == PolicyDecision.Allowed))];
    }

    /// <summary>The statements that deny the trail what it needs.</summary>
    public static IReadOnlyList<PolicyStatement> Denying(string policy, TrailDelivery delivery, string bucketAccount)
    {
        var document = PolicyDocument.ParseResourcePolicy(policy);
        return [.. document.Statement.Where(statement => statement.Effect == "Deny" && Needed(delivery)
            .Any(need => need.Keys.Any(key => Judge(Alone(document, statement)).Judge(Request(need.Action, key, delivery.TrailArn, (null, null)) with { ResourceAccount = bucketAccount }).Decision == PolicyDecision.ExplicitDeny)))];
    }

    /// <summary>Whether requests without TLS are denied.</summary>
    public static bool IsTlsOnly(string policy, TrailDelivery delivery) => DeniesPlainHttp(PolicyDocument.ParseResourcePolicy(policy), delivery);

    /// <summary>A policy without some of its statements, and with all that it should have for a trail.</summary>
    public static string Without(string policy, IEnumerable<PolicyStatement> statements, TrailDelivery delivery)
    {
        var unwanted = statements.Select(Text).ToHashSet(StringComparer.Ordinal);
        var document = PolicyDocument.ParseResourcePolicy(policy);
        var root = JsonNode.Parse(policy)!.AsObject();
        var nodes = root["Statement"] is JsonArray many ? many.ToList() : [root["Statement"]];
        root["Statement"] = new JsonArray([.. nodes.Where((_, place) => !unwanted.Contains(Text(document.Statement[place]))).Select(node => node!.DeepClone())]);
        var rest = root["Statement"]!.AsArray().Count == 0 ? null : root.ToJsonString(Compact);
        return Complete(rest, delivery, isTlsOnly: true) ?? rest!;

        static string Text(PolicyStatement statement) => new PolicyDocument([statement]).ToJson(indented: false);
    }

    private static PolicyDocument Alone(PolicyDocument document, PolicyStatement statement) => new([statement]) { Version = document.Version };

    private static IEnumerable<Need> Needed(TrailDelivery delivery)
    {
        var mark = Mark(delivery.TrailArn);
        yield return new("s3:GetBucketAcl", [delivery.BucketArn], Allow($"TrailOpsAclCheck{mark}", "s3:GetBucketAcl", delivery.BucketArn, [("StringEquals", "aws:SourceArn", delivery.TrailArn)]));
        yield return new(
            "s3:PutObject",
            [$"{delivery.BucketArn}/{delivery.Folder}CloudTrail/{delivery.Region}/log.json.gz", $"{delivery.BucketArn}/{delivery.Folder}CloudTrail-Digest/any-region-1/digest.json.gz"],
            Allow($"TrailOpsWrite{mark}", "s3:PutObject", $"{delivery.BucketArn}/{delivery.Folder}*", [("StringEquals", "aws:SourceArn", delivery.TrailArn), ("StringEquals", "s3:x-amz-acl", Acl)]));
    }

    private static PolicyStatement Allow(string sid, string action, string resource, (string, string, string)[] condition) =>
        new("Allow", [action], [resource]) { Sid = sid, Principal = new PolicyPrincipal([("Service", Service)]), Condition = new PolicyCondition(condition) };

    private static PolicyStatement TlsOnly(TrailDelivery delivery) => new("Deny", ["s3:*"], [delivery.BucketArn, delivery.BucketArn + "/*"])
    {
        Sid = TlsSid,
        Principal = new PolicyPrincipal([(PolicyPrincipal.Everyone, PolicyPrincipal.Everyone)]),
        Condition = new PolicyCondition([("Bool", SecureTransport, "false")]),
    };

    /// <summary>Whether a statement allows what a trail needs, and not to any other account's trail besides.</summary>
    private static bool IsFor(PolicyStatement statement, string version, Need need, TrailDelivery delivery)
    {
        if (statement.Effect != "Allow")
        {
            return false;
        }

        var judge = Judge(new PolicyDocument([statement]) { Version = version });
        return Array.TrueForAll(need.Keys, key => Decide(key, delivery.TrailArn) == PolicyDecision.Allowed && Decide(key, StrangerTo(delivery)) != PolicyDecision.Allowed);

        PolicyDecision Decide(string key, string trailArn) => judge.Judge(Request(need.Action, key, trailArn, (null, null))).Decision;
    }

    /// <summary>A trail of the same name in another account.</summary>
    private static string StrangerTo(TrailDelivery delivery) =>
        TrailDelivery.ArnOf(delivery.Partition, delivery.Region, delivery.AccountId == "999999999999" ? "888888888888" : "999999999999", delivery.TrailName);

    /// <summary>Whether one of the statements keeps everybody from everything over plain HTTP, and from nothing otherwise.</summary>
    private static bool DeniesPlainHttp(PolicyDocument document, TrailDelivery delivery) =>
        document.Statement.Any(statement => statement.Effect == "Deny" && DeniesPlainHttp(new PolicyJudge(new PolicySet { Resource = [new CompiledPolicy(new PolicyDocument([statement]) { Version = document.Version }, "a statement")] }), delivery));

    private static bool DeniesPlainHttp(PolicyJudge judge, TrailDelivery delivery)
    {
        string[] objects = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
        (string Action, string Resource)[] asked = [.. objects.Select(action => (action, delivery.BucketArn + "/any/key")), ("s3:ListBucket", delivery.BucketArn), ("s3:GetBucketPolicy", delivery.BucketArn)];
        return Array.TrueForAll(asked, one => Decide(one, "false") == PolicyDecision.ExplicitDeny && Decide(one, "true") != PolicyDecision.ExplicitDeny);

        PolicyDecision Decide((string Action, string Resource) one, string isSecure)
        {
            var context = new RequestContext();
            context.Set(SecureTransport, isSecure);
            context.Set("s3:TlsVersion", "1.3");
            return judge.Judge(new PolicyRequest(one.Action, one.Resource) { Context = context, Principal = new RequestPrincipal($"arn:{delivery.Partition}:iam::999999999999:user/reader") }).Decision;
        }
    }

    private static PolicyJudge Judge(PolicyDocument document) => new(new PolicySet { Resource = [new CompiledPolicy(document, "the bucket's policy")] });

    /// <summary>A request as CloudTrail makes it for a trail.</summary>
    private static PolicyRequest Request(string action, string resource, string trailArn, (string? Algorithm, string? Key) encryption)
    {
        var context = new RequestContext();
        context.Set(SecureTransport, "true");
        context.Set("s3:TlsVersion", "1.3");
        context.Set("aws:PrincipalIsAWSService", "true");
        context.Set("aws:PrincipalServiceName", Service);
        context.Set("aws:ViaAWSService", "false");
        context.Set("aws:SourceArn", trailArn);
        context.Set("aws:SourceAccount", trailArn.Split(':')[4]);
        if (action == "s3:PutObject")
        {
            context.Set("s3:x-amz-acl", Acl);
            context.Set("s3:x-amz-server-side-encryption", encryption.Algorithm is null ? [] : [encryption.Algorithm]);
            context.Set("s3:x-amz-server-side-encryption-aws-kms-key-id", encryption.Key is null ? [] : [encryption.Key]);
        }

        return new PolicyRequest(action, resource) { Context = context, Principal = new RequestPrincipal(Service) };
    }

    /// <summary>Statements are added at the end; one of ours whose Sid is there already gets its resources beside those it has, so that nothing stops that works.</summary>
    public static string Merge(string? present, IEnumerable<PolicyStatement> added)
    {
        var root = present is null ? new JsonObject { ["Version"] = PolicyDocument.NewVersion } : JsonNode.Parse(present)!.AsObject();
        var statements = root["Statement"] switch
        {
            JsonArray many => many,
            null => [],
            var one => [one.DeepClone()],
        };
        foreach (var statement in added)
        {
            var node = JsonNode.Parse(new PolicyDocument([statement]).ToJson(indented: false))!["Statement"]![0]!;
            var there = statements.OfType<JsonObject>().FirstOrDefault(other => other["Sid"] is JsonValue sid && sid.TryGetValue(out string? text) && text == statement.Sid);
            if (there is not null)
            {
                var resources = Texts(there["Resource"]).Union(Texts(node["Resource"]), StringComparer.Ordinal).Select(text => (JsonNode)text!).ToArray();
                node["Resource"] = resources.Length == 1 ? resources[0].DeepClone() : new JsonArray(resources);
                statements[statements.IndexOf(there)] = node.DeepClone();
            }
            else
            {
                statements.Add(node.DeepClone());
            }
        }

        if (statements.Parent is null)
        {
            root["Statement"] = statements;
        }

        return root.ToJsonString(Compact);
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node is JsonArray many ? many.Select(value => (string)value!) : node is null ? [] : [(string)node!];

    /// <summary>Tells the statements of one trail from those of others of the same name, in what a Sid may be made of.</summary>
    private static string Mark(string trailArn) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(trailArn)))[..8];

    private sealed record Need(string Action, string[] Keys, PolicyStatement Statement);
}
