using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <content>
/// The parameters of the connection. What is piped here comes out of logs, of whoever wrote them, and nothing in it may say where credentials are sent: so, other than
/// elsewhere, they do not bind by property name.
/// </content>
public sealed partial class ConvertFromAuthorizationMessageCommand
{
    /// <summary>The access key. With -SecretKey, before all other credentials.</summary>
    [Parameter]
    [Alias("AK")]
    [ValidateNotNullOrEmpty]
    public override string? AccessKey { get; set; }

    /// <summary>The secret key of -AccessKey.</summary>
    [Parameter]
    [Alias("SK", "SecretAccessKey")]
    [ValidateNotNullOrEmpty]
    public override string? SecretKey { get; set; }

    /// <summary>The session token, where -AccessKey and -SecretKey are those of a session.</summary>
    [Parameter]
    [Alias("ST")]
    public override string? SessionToken { get; set; }

    /// <summary>A profile of the credentials and config files: with keys, a role, IAM Identity Center, a process or a web identity. One that is
    /// not there is an error.</summary>
    [Parameter]
    [Alias("StoredCredentials", "AWSProfileName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public override string? ProfileName { get; set; }

    /// <summary>The credentials file, in place of the one in the home folder.</summary>
    [Parameter]
    [Alias("AWSProfilesLocation", "ProfilesLocation")]
    [ValidateNotNullOrEmpty]
    public override string? ProfileLocation { get; set; }

    /// <summary>Credentials as an object, such as Get-AWSCredential or Use-STSRole put out, of whatever version of AWS.Tools.</summary>
    [Parameter]
    [ValidateNotNull]
    public override object? Credential { get; set; }

    /// <summary>The region whose STS decodes: a name such as eu-central-1, or an object that has a Region. Any region of the partition does.</summary>
    [Parameter]
    [Alias("RegionToCall")]
    [AllowNull]
    [ValidateNotEmpty]
    [RegionTransformation]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public override string[] Region { get => base.Region; set => base.Region = value; }

    /// <summary>Where AWS's services are, in place of their own endpoints. Calls are signed for the region all the same.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public override string? EndpointUrl { get; set; }
}
