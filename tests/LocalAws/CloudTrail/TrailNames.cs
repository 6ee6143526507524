using System.Text.RegularExpressions;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>Names and ARNs of trails, and the trails that they name.</summary>
internal static partial class TrailNames
{
    private const int MinLength = 3;
    private const int MaxLength = 128;

    /// <summary>Null: a good name.</summary>
    public static string? Problem(string name) =>
        name.Length < MinLength ? $"Trail name too short. Minimum allowed length: {MinLength} characters. Specified name length: {name.Length} characters."
        : name.Length > MaxLength ? $"Trail name too long. Maximum allowed length: {MaxLength} characters. Specified name length: {name.Length} characters."
        : Address().IsMatch(name) ? "Trail name cannot be in IP address format."
        : !Start().IsMatch(name) ? "Trail name must starts with a letter or number."
        : !End().IsMatch(name) ? "Trail name must ends with a letter or number."
        : !Allowed().IsMatch(name) ? "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_)."
        : Adjacent().IsMatch(name) ? "Trail name cannot contain two adjacent periods, hyphens or underscores."
        : null;

    /// <summary>The trail that a request names; by an ARN also one whose home is another region.</summary>
    public static Trail Find(Call call, string member = "Name")
    {
        var name = call.Json.Text(member);
        if (string.IsNullOrEmpty(name))
        {
            throw TrailErrors.Name("Trail name or ARN can not be blank.");
        }

        var arn = name;
        if (!name.StartsWith("arn:", StringComparison.Ordinal))
        {
            arn = Problem(name) is { } problem ? throw TrailErrors.Name(problem) : Arn(call, name);
        }
        else if (!Arns().IsMatch(name))
        {
            throw TrailErrors.Arn(name);
        }

        return ByArn(call, arn) ?? throw TrailErrors.NotFound(arn, call.Account.Id);
    }

    /// <summary>The trail that a request changes: only in its home region.</summary>
    public static Trail FindToChange(Call call, string member = "Name")
    {
        var trail = Find(call, member);
        if (trail.Account != call.Account)
        {
            throw new AwsException("NotOrganizationMasterAccountException", "The account is not the management account of its organization.");
        }

        return trail.HomeRegion == call.Region ? trail : throw TrailErrors.HomeRegion(trail.Arn, call.Region, trail.HomeRegion);
    }

    public static string Arn(Call call, string name) => $"arn:{call.Partition}:cloudtrail:{call.Region}:{call.Account.Id}:trail/{name}";

    /// <summary>A trail of the account, or of its organisation. Null: there is none.</summary>
    public static Trail? ByArn(Call call, string arn) => Own(call).FirstOrDefault(trail => trail.Arn == arn);

    /// <summary>Trails that a region shows: its own, and the shadows of those of all regions.</summary>
    public static IEnumerable<Trail> Seen(Call call) =>
        Own(call).Where(trail => trail.HomeRegion == call.Region || trail.Settings.IsMultiRegion).OrderBy(trail => trail.Arn, StringComparer.Ordinal);

    // Members see their organisation's, and change nothing of them: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
    private static IEnumerable<Trail> Own(Call call) => call.Account.Organization is { } organization && organization.Management != call.Account
        ? call.Account.Trails.Values.Concat(organization.Management.Trails.Values.Where(trail => trail.Settings.IsOrganization))
        : call.Account.Trails.Values;

    [GeneratedRegex(@"\Aarn:[^:]+:cloudtrail:[^:]+:\d{12}:trail/[A-Za-z0-9._-]{3,128}\z")]
    private static partial Regex Arns();

    [GeneratedRegex(@"\A\d+\.\d+\.\d+\.\d+\z")]
    private static partial Regex Address();

    [GeneratedRegex(@"\A[A-Za-z0-9]")]
    private static partial Regex Start();

    [GeneratedRegex(@"[A-Za-z0-9]\z")]
    private static partial Regex End();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]+\z")]
    private static partial Regex Allowed();

    [GeneratedRegex(@"[._-]{2}")]
    private static partial Regex Adjacent();
}
