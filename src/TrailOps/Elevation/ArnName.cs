namespace TrailOps;

/// <summary>The name in an ARN of IAM: what stands behind its path.</summary>
internal static class ArnName
{
    public static string Of(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
