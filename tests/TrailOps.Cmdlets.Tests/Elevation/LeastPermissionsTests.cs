namespace TrailOps.Cmdlets.Tests.Elevation;

/// <summary>The policies in docs/temporary-admin.md are enough for their cmdlets, and no action in them is too much.</summary>
public sealed class LeastPermissionsTests
{
    private const string Document = "temporary-admin.md";
    private const string Some = """'{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}'""";

    /// <summary>What a policy has to be enough for, by its heading. Each line begins with the account as an admin leaves it.</summary>
    private static readonly Dictionary<string, string[]> Uses = new()
    {
        ["Get-TempAdmin, Compare-RolePolicy -RoleName, Test-RolePolicy -RoleName"] =
            ["Get-TempAdmin deployer @me -WarningAction Stop", $"{Some} | Compare-RolePolicy -RoleName deployer @me", "Test-RolePolicy -RoleName deployer -Action s3:GetObject @me"],
        ["Get-TempAdmin of all roles"] = ["Get-TempAdmin @me -WarningAction Stop"],
        ["Enable-TempAdmin"] = ["Enable-TempAdmin deployer -Reason r @me -Confirm:$false -WarningAction Stop"],
        ["Enable-TempAdmin -ManagedPolicy"] = ["Enable-TempAdmin deployer -ManagedPolicy -Confirm:$false @me -WarningVariable w -WarningAction SilentlyContinue; if ($w.Count -ne 1) { throw $w }"],
        ["Disable-TempAdmin"] = ["$null = Enable-TempAdmin deployer -Reason r @aws -NoWait -Confirm:$false; Disable-TempAdmin deployer @me -Confirm:$false"],
        ["Disable-TempAdmin with all its switches, and of -ManagedPolicy"] =
        [
            "$null = Enable-TempAdmin deployer @aws -NoWait -Confirm:$false; $null = Enable-TempAdmin deployer @aws -ManagedPolicy -NoWait -Confirm:$false -WarningAction SilentlyContinue; Disable-TempAdmin deployer @me -Confirm:$false",
            "Disable-TempAdmin deployer -IncludeUnmanaged @me -Confirm:$false", "Disable-TempAdmin deployer -Expired @me -Confirm:$false",
            "Disable-TempAdmin deployer -RevokeSessions @me -Confirm:$false -WarningAction SilentlyContinue",
        ],
        ["New-RoleSession"] = ["New-RoleSession builder @me"],
        ["Invoke-TempAdmin"] = ["Invoke-TempAdmin deployer { } -Reason r @me -Confirm:$false -WarningAction Stop"],
        ["Update-RolePolicy"] =
        [
            "$small | Update-RolePolicy deployer @me -Confirm:$false", "$large | Update-RolePolicy deployer @me -Confirm:$false",
            "1..5 | ForEach-Object { $small.Replace('bucket', \"b$_\") | Update-RolePolicy deployer @me -Confirm:$false -ErrorAction Stop }", "$small | Update-RolePolicy deployer @me -Replace -Confirm:$false",
        ],
        ["Update-RolePolicy -Inline"] = ["$small | Update-RolePolicy deployer @me -Inline -Confirm:$false"],
    };

    public static TheoryData<string> Headings() => [.. LeastPermissions.Of(Document).Select(document => document.Heading).Where(heading => heading != InvokeLeastPermissionsTests.Heading)];

    [Fact]
    public void Each_cmdlet_has_its_policy() => Assert.Equal(Uses.Keys.Order(StringComparer.Ordinal), LeastPermissions.Of(Document).Select(document => document.Heading).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Headings))]
    public Task It_is_enough_and_nothing_in_it_is_too_much(string heading) => CheckAsync(heading);

    internal static Task CheckAsync(string heading) => LeastPermissions.CheckAsync(Document, heading, policy => FailureAsync(heading, policy));

    /// <summary>What the cmdlets say who have no other permissions.</summary>
    private static async Task<string> FailureAsync(string heading, string policy)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.UseProfile("max_attempts=1");
        aws.Server.World.Account.AddRole("deployer", policy: """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}""");
        aws.Server.World.Account.AddRole("builder", path: "/ci/");
        await aws.Root().QueryAsync("iam", "CreatePolicy", ("PolicyName", "work"), ("PolicyDocument", AwsUnderTest.Admin));
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", $"arn:aws:iam::{aws.AccountId}:policy/work"));
        if (heading is not ("Get-TempAdmin of all roles" or "Get-TempAdmin, Compare-RolePolicy -RoleName, Test-RolePolicy -RoleName"))
        {
            await aws.Root().QueryAsync("iam", "DetachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", $"arn:aws:iam::{aws.AccountId}:policy/work"));
        }

        var keys = aws.Server.World.Account.AddUser("me", policy);
        var large = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":[{{string.Join(',', Enumerable.Range(0, 160).Select(n => $"\"arn:aws:s3:::a-bucket-whose-number-is-{n}/*\""))}}]}]}""";
        aws.Run("$me = @{ AccessKey = $id; SecretKey = $secret; EndpointUrl = $aws.EndpointUrl }", new
        {
            id = keys.AccessKeyId,
            secret = keys.SecretAccessKey,
            large,
            small = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/*"}}""",
        }).Clean();
        List<string> failures = [];
        foreach (var use in Uses[heading])
        {
            var run = aws.Run(use);
            failures.AddRange(run.Errors.Select(error => $"{error}"));
            failures.AddRange(run.Exception is { } exception ? [exception.Message] : []);
        }

        return string.Join(Environment.NewLine, failures);
    }
}

[Collection(ProcessEnvironment.Name)]
public sealed class InvokeLeastPermissionsTests
{
    internal const string Heading = "Invoke-TempAdmin";

    [Fact]
    public Task It_is_enough_and_nothing_in_it_is_too_much() => LeastPermissionsTests.CheckAsync(Heading);
}
