using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.Cmdlets.Tests;

/// <summary>The role of the tests on temporary admin, and its sessions: what AWS itself says of them, without the module.</summary>
internal static class RoleAtWork
{
    public const string Name = "deployer";

    /// <summary>A call that only admin may make.</summary>
    public static async Task<bool> MayWorkAsync(AwsCaller session)
    {
        try
        {
            await session.QueryAsync("iam", "CreateUser", ("UserName", $"u{Guid.NewGuid():N}"));
            return true;
        }
        catch (AwsError e) when (e.Code == "AccessDenied")
        {
            return false;
        }
    }

    /// <summary>A session of the role as anybody makes one.</summary>
    public static async Task<AwsCaller> AssumeAsync(this LocalAwsSession aws, string role = Name, string session = "by-hand", int seconds = 3600, string region = "us-east-1")
    {
        var keys = aws.Server.World.Account.AddUser($"worker-{Guid.NewGuid():N}", AwsUnderTest.Admin);
        var worker = new AwsCaller(aws.Server, keys, region);
        return worker.As(await worker.QueryAsync(
            "sts", "AssumeRole", ("RoleArn", (await RoleAsync(aws, role)).Arn), ("RoleSessionName", session), ("DurationSeconds", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    /// <summary>What the role has: its own policies, what is attached, its tags.</summary>
    public static async Task<string> StateAsync(this AwsUnderTest aws, string role = Name)
    {
        var inline = (await aws.Root().QueryAsync("iam", "ListRolePolicies", ("RoleName", role))).Descendants("member").Select(member => member.Value);
        var attached = (await aws.Root().QueryAsync("iam", "ListAttachedRolePolicies", ("RoleName", role))).Descendants("PolicyArn").Select(member => member.Value);
        var tags = (await aws.Root().QueryAsync("iam", "ListRoleTags", ("RoleName", role))).Descendants("Key").Select(member => member.Value);
        return string.Join(' ', inline.Concat(attached).Concat(tags).Order(StringComparer.Ordinal));
    }

    private static async Task<(string Arn, string Name)> RoleAsync(AwsUnderTest aws, string role)
    {
        var found = (await aws.Root().QueryAsync("iam", "GetRole", ("RoleName", role))).Descendants("Role").Single();
        return (found.Element("Arn")!.Value, found.Element("RoleName")!.Value);
    }
}
