namespace TrailOps.Aws.Connection;

/// <summary>A service of the JSON protocol, of which TrailOps reads a few answers: no package is carried for them. See docs/dependencies.md</summary>
internal interface IJsonService
{
    /// <summary>The service's id, which stands in the names of variables such as AWS_ENDPOINT_URL_EVENTBRIDGE.</summary>
    static abstract string Id { get; }

    /// <summary>What its hosts begin with, which is its name in signatures too.</summary>
    static abstract string Host { get; }

    /// <summary>What stands before the operation in X-Amz-Target.</summary>
    static abstract string Target { get; }

    /// <summary>The version of the JSON protocol.</summary>
    static abstract string Protocol { get; }

    /// <summary>The version of the API.</summary>
    static abstract string Version { get; }

    /// <summary>Whether dual-stack hosts of AWS GovCloud (US) say that they are FIPS ones; the others there are, and don't.</summary>
    static abstract bool NamesFipsOfGovCloud { get; }
}
