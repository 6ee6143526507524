using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>CloudTrail's errors: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html#API_CreateTrail_Errors</summary>
internal static class TrailErrors
{
    public static AwsException NotFound(string arn, string account) => new("TrailNotFoundException", $"Unknown trail: {arn} for the user: {account}");

    public static AwsException HomeRegion(string arn, string region, string home) =>
        new("InvalidHomeRegionException", $"The trail {arn} can't be changed in {region}: its home region is {home}.");

    public static AwsException Name(string message) => new("InvalidTrailNameException", message);

    /// <summary>It does not exist, or not in the bucket's region.</summary>
    public static AwsException NoKey(string key) => new("KmsKeyNotFoundException", $"The KMS key {key} does not exist, or it is not in the region of the S3 bucket.");

    /// <summary>Only its management account makes what is an organisation's.</summary>
    public static AwsException NotManagement(AwsAccount account) => account.Organization is null
        ? new("OrganizationsNotInUseException", "Your account is not a member of an organization.")
        : new("NotOrganizationMasterAccountException", "The account is not the management account of its organization.");

    public static AwsException Combination(string message) => new("InvalidParameterCombinationException", message);

    public static AwsException Selectors(string message) => new("InvalidEventSelectorsException", message);

    public static AwsException Arn(string arn) => new("CloudTrailARNInvalidException", $"The ARN {arn} is not valid.");
}
