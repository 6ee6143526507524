using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Tests.Harness;
using TrailOps.LocalAws.World;

namespace TrailOps.Cmdlets.Tests.AuthorizationMessage;

/// <summary>Refusals of LocalAws: what it answers, and encoded messages as it seals them.</summary>
internal static class Refused
{
    public const string Who = "arn:aws:sts::111122223333:assumed-role/deployer/run-1";

    /// <summary>What EC2 answers to somebody without permissions.</summary>
    public static async Task<string> RunInstancesAsync(LocalAwsSession aws, string name = "few", string? policy = null)
    {
        var caller = new AwsCaller(aws.Server, aws.Server.World.Account.AddUser(name, policy), "us-east-1");
        return (await Assert.ThrowsAsync<AwsError>(() => caller.QueryAsync("ec2", "RunInstances", ("ImageId", "ami-0abc"), ("InstanceType", "t3.large")))).Words;
    }

    /// <summary>A message that is sealed for an account, of a call on a volume by its number.</summary>
    public static string Seal(LocalAwsSession aws, int number = 1, AwsAccount? account = null)
    {
        account ??= aws.Server.World.Account;
        var caller = new Caller { Account = account, Arn = Who.Replace("111122223333", account.Id, StringComparison.Ordinal), UserId = "AROAEXAMPLE:run-1" };
        return aws.Server.World.Messages.Encode(new Refusal(caller, new Access("ec2:AttachVolume", VolumeArn(number, account.Id)), IsExplicit: false, PolicyKind.Identity), account.Id);
    }

    public static string VolumeArn(int number, string account = "111122223333") => $"arn:aws:ec2:us-east-1:{account}:volume/vol-{number:x17}";

    /// <summary>As EC2 wrote it before it told who and what, and still does for many operations.</summary>
    public static string Sentence(string message) => $"You are not authorized to perform this operation. Encoded authorization failure message: {message}";
}
