using System.Text.RegularExpressions;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Iam;

/// <summary>Reads names from requests and finds what they name.</summary>
internal static partial class IamNames
{
    private const int MaxPath = 512;
    private const int MaxDocument = 131_072;

    public static string Name(this QueryParameters parameters, string parameter, int max)
    {
        var name = parameters.Required(parameter, 1, max);
        return Allowed().IsMatch(name)
            ? name
            : throw IamErrors.Validation($"The specified value for {EventJson.Camel(parameter)} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
    }

    public static string RoleName(this QueryParameters parameters) => parameters.Name("RoleName", 64);

    public static string UserName(this QueryParameters parameters) => parameters.Name("UserName", 128);

    public static string PolicyName(this QueryParameters parameters) => parameters.Name("PolicyName", 128);

    public static string PolicyArn(this QueryParameters parameters, string parameter = "PolicyArn")
    {
        var arn = parameters.Required(parameter, 20, 2048);
        return Arn().IsMatch(arn) ? arn : throw IamErrors.Validation($"ARN {arn} is not valid.");
    }

    public static string Path(this QueryParameters parameters)
    {
        var path = parameters.Optional("Path", 1, MaxPath) ?? "/";
        return Paths().IsMatch(path)
            ? path
            : throw IamErrors.Validation("The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.");
    }

    public static string Document(this QueryParameters parameters, string parameter = "PolicyDocument")
    {
        var document = parameters.Required(parameter, 1, MaxDocument);
        return document.All(character => character is '\t' or '\n' or '\r' or (>= ' ' and <= '\u00FF'))
            ? document
            : throw IamErrors.Validation($"The specified value for {EventJson.Camel(parameter)} is invalid. It must contain only printable ASCII characters.");
    }

    public static Role Role(this Call call) => call.Account.Roles.GetValueOrDefault(call.Parameters.RoleName()) ?? throw IamErrors.NoSuch("role", call.Parameters.RoleName());

    /// <summary>A role that its owner may change.</summary>
    public static Role OwnRole(this Call call) => call.Role() is { IsProtected: false } role ? role : throw IamErrors.Unmodifiable(call.Role().Name);

    /// <summary>Without a name: the caller's own.</summary>
    public static User User(this Call call) => call.Parameters.Text("UserName") is null
        ? call.Caller.User ?? throw IamErrors.Validation("Must specify userName when calling with non-User credentials")
        : call.Account.Users.GetValueOrDefault(call.Parameters.UserName()) ?? throw IamErrors.NoSuch("user", call.Parameters.UserName());

    public static ManagedPolicy Policy(this Call call) =>
        AwsWorld.FindPolicy(call.Account, call.Parameters.PolicyArn()) ?? throw IamErrors.NoSuchPolicy(call.Parameters.PolicyArn());

    public static ManagedPolicy OwnPolicy(this Call call) => call.Policy() is { IsAwsManaged: false } policy
        ? policy
        : throw new AwsException("AccessDenied", $"Policy {call.Parameters.PolicyArn()} is an AWS managed policy and can't be changed.", 403) { IsRefusal = true };

    [GeneratedRegex(@"\A[\w+=,.@-]+\z")]
    private static partial Regex Allowed();

    [GeneratedRegex(@"\Aarn:[^:]+:iam::(\d{12}|aws):policy/.+\z")]
    private static partial Regex Arn();

    [GeneratedRegex(@"\A/([\x21-\x7E]+/)?\z")]
    private static partial Regex Paths();
}
