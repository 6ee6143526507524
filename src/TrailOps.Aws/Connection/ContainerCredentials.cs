using Amazon.Runtime;

namespace TrailOps.Aws.Connection;

/// <summary>The credentials of a container of ECS, a pod of EKS or a CloudShell, which variables tell where to get.</summary>
/// <remarks>https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html</remarks>
internal static class ContainerCredentials
{
    /// <summary>The credentials, not fetched yet; null where no variable tells of any.</summary>
    /// <exception cref="ConnectionException">The variables name no place that may be asked.</exception>
    public static AWSCredentials? Of(AwsEnvironment environment)
    {
        if (environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] is null && environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] is null)
        {
            return null;
        }

        try
        {
            return new GenericContainerCredentials();
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException)
        {
            throw new ConnectionException(
                ConnectionProblem.CredentialsFailed, $"AWS_CONTAINER_CREDENTIALS_FULL_URI or AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is of no use: {e.Message}", cause: e);
        }
    }
}
