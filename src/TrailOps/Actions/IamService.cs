namespace TrailOps;

/// <summary>A service as IAM knows it.</summary>
/// <param name="Prefix">The text before the colon of its actions, such as <c>s3</c>.</param>
/// <param name="Name">The service's name, such as <c>Amazon S3</c>.</param>
public sealed record IamService(string Prefix, string Name)
{
    /// <summary>The prefix.</summary>
    public override string ToString() => Prefix;
}
