using System.Collections.Immutable;
using System.Globalization;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Iam;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Sts;

/// <summary>What both ways of assuming a role ask for. Limits: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html</summary>
internal sealed record SessionRequest
{
    private const int MinDuration = 900;
    private const int MaxDuration = 43_200;
    private const int MaxPolicyArns = 10;
    private const int MaxPolicyLength = 2_048;
    private const int MaxTags = 50;
    private const int Percent = 100;

    public required string RoleArn { get; init; }

    public required string Name { get; init; }

    /// <summary>Seconds.</summary>
    public required int Duration { get; init; }

    public ImmutableList<string>? PolicyDocuments { get; init; }

    public ImmutableList<string> PolicyArns { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    public ImmutableSortedSet<string> TransitiveTagKeys { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How much of the room for policies and tags is used, in percent.</summary>
    public int PackedPolicySize => (PolicyLength + PolicyArns.Sum(arn => arn.Length) + Tags.Sum(tag => tag.Key.Length + tag.Value.Length)) * Percent / (MaxPolicyLength * 2) + 1;

    private int PolicyLength => PolicyDocuments?.Sum(document => document.Length) ?? 0;

    public static SessionRequest Read(Call call, int defaultDuration)
    {
        var parameters = call.Parameters;
        var arn = parameters.Required("RoleArn", 20, 2048);
        var policy = parameters.Optional("Policy", 1, MaxPolicyLength);
        if (policy is not null)
        {
            PolicyCheck.Identity(policy);
        }

        SessionRequest request = new()
        {
            RoleArn = arn,
            Name = parameters.Required("RoleSessionName", 2, 64, @"[\w+=,.@-]*"),
            Duration = parameters.Number("DurationSeconds", MinDuration, MaxDuration) ?? defaultDuration,
            PolicyDocuments = policy is null ? null : [policy],
            PolicyArns = [.. parameters.Structures("PolicyArns").Select(item => item["arn"]).OfType<string>()],
            Tags = TagSet.Read(parameters, "Tags"),
            TransitiveTagKeys = ImmutableSortedSet.CreateRange(StringComparer.OrdinalIgnoreCase, parameters.List("TransitiveTagKeys")),
        };
        if (request.PolicyArns.Count > MaxPolicyArns || request.Tags.Count > MaxTags)
        {
            throw new AwsException("ValidationError", $"1 validation error detected: Value at '{(request.Tags.Count > MaxTags ? "tags" : "policyArns")}' failed to satisfy constraint: Member must have length less than or equal to {(request.Tags.Count > MaxTags ? MaxTags : MaxPolicyArns)}");
        }

        if (request.PolicyLength + request.PolicyArns.Sum(policyArn => policyArn.Length) > MaxPolicyLength)
        {
            throw new AwsException("PackedPolicyTooLarge", "Serialized token too large for session");
        }

        if (request.TransitiveTagKeys.Except(request.Tags.Keys).FirstOrDefault() is { } unknown)
        {
            throw new AwsException("InvalidParameterValue", $"The specified transitive tag key must be included in the requested tags: {unknown}");
        }

        return request.PolicyArns.FirstOrDefault(policyArn => !IsKnown(call, arn, policyArn)) is { } missing
            ? throw new AwsException("ValidationError", $"Specified PolicyArn {missing} does not exist or is not attachable")
            : request;
    }

    /// <summary>The condition keys that only assuming a role has.</summary>
    /// <param name="externalId">sts:ExternalId.</param>
    /// <param name="sourceIdentity">sts:SourceIdentity.</param>
    /// <param name="hasMfa">Null: nobody who could have a device.</param>
    public Dictionary<string, IReadOnlyList<string>> Context(string? externalId, string? sourceIdentity, bool? hasMfa)
    {
        Dictionary<string, IReadOnlyList<string>> context = new(StringComparer.OrdinalIgnoreCase) { ["sts:RoleSessionName"] = [Name] };
        if (externalId is not null)
        {
            context["sts:ExternalId"] = [externalId];
        }

        if (sourceIdentity is not null)
        {
            context["sts:SourceIdentity"] = [sourceIdentity];
        }

        if (hasMfa == true)
        {
            context["aws:MultiFactorAuthPresent"] = ["true"];
            context["aws:MultiFactorAuthAge"] = [0.ToString(CultureInfo.InvariantCulture)];
        }

        foreach (var (key, value) in Tags)
        {
            context[$"aws:RequestTag/{key}"] = [value];
        }

        if (Tags.Count > 0)
        {
            context["aws:TagKeys"] = [.. Tags.Keys];
        }

        if (TransitiveTagKeys.Count > 0)
        {
            context["sts:TransitiveTagKeys"] = [.. TransitiveTagKeys];
        }

        return context;
    }

    private static bool IsKnown(Call call, string roleArn, string policyArn) =>
        call.World.FindAccount(roleArn.Split(':').ElementAtOrDefault(4) ?? "") is not { } account || AwsWorld.FindPolicy(account, policyArn) is not null;
}
