using System.Globalization;
using System.Xml.Linq;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>Object Lock: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html</summary>
internal static class Retention
{
    public const string Governance = "GOVERNANCE";
    public const string Compliance = "COMPLIANCE";
    private const string BypassHeader = "x-amz-bypass-governance-retention";

    /// <summary>Holds a new version for as long as the bucket's default says.</summary>
    public static void ApplyDefault(Bucket bucket, ObjectVersion version)
    {
        if (!bucket.Configurations.TryGetValue("object-lock", out var configuration))
        {
            return;
        }

        var rule = XElement.Parse(configuration).Descendants().FirstOrDefault(element => element.Name.LocalName == "DefaultRetention");
        string? Value(string name) => rule?.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
        if (Value("Mode") is not { } mode)
        {
            return;
        }

        version.RetentionMode = mode;
        version.RetainUntil = Value("Days") is { } days
            ? version.Modified.AddDays(int.Parse(days, CultureInfo.InvariantCulture))
            : version.Modified.AddYears(int.Parse(Value("Years")!, CultureInfo.InvariantCulture));
    }

    /// <summary>Whether the request asks to pass governance by. Its needs have seen to it that it may.</summary>
    public static bool Bypasses(Call call) => string.Equals(call.Request.Header(BypassHeader), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a request needs that may ask to pass governance by: who says so needs the permission, whether anything is retained or not.</summary>
    public static IEnumerable<Access> WithBypass(Call call, Access access) => Bypasses(call) ? [access, access with { Action = "s3:BypassGovernanceRetention" }] : [access];

    /// <summary>Whether a version may be deleted.</summary>
    public static bool Frees(ObjectVersion version, DateTimeOffset now, bool bypassesGovernance) =>
        !version.HasLegalHold && (version.RetentionMode is null || version.RetainUntil <= now || (version.RetentionMode == Governance && bypassesGovernance));
}
