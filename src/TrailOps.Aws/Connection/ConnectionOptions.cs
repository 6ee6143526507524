namespace TrailOps.Aws.Connection;

/// <summary>What the common parameters and the session's variables say about credentials and region, as plain values.</summary>
internal sealed record ConnectionOptions
{
    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    public string? SessionToken { get; init; }

    public string? ProfileName { get; init; }

    /// <summary>A credentials file, or the folder that holds it, in place of <c>~/.aws/credentials</c>.</summary>
    public string? ProfileLocation { get; init; }

    /// <summary>Credentials as an object: of any build of the AWS SDK, or with the members of a session of STS. Custom objects come as dictionaries.</summary>
    public object? Credential { get; init; }

    /// <summary>What <c>$StoredAWSCredentials</c> holds.</summary>
    public object? StoredCredential { get; init; }

    public string? Region { get; init; }

    /// <summary>What <c>$StoredAWSRegion</c> holds.</summary>
    public string? StoredRegion { get; init; }

    /// <summary>Where the services are, in place of AWS's own endpoints.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary>Whether a region is needed. Without it a global service, such as IAM, is called in the partition of us-east-1.</summary>
    public bool NeedsRegion { get; init; } = true;

    /// <summary>Keys and tokens are secrets, so there is no text of them.</summary>
    public override string ToString() => nameof(ConnectionOptions);
}
