using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests;

/// <summary>How Get-RoleEvents takes roles and paths: by position, by name, and from the shapes that other cmdlets put into a pipe.</summary>
public sealed class RoleEventsBindingTests : IDisposable
{
    private readonly Session _session = new();
    private readonly LogFolder _logs = new();
    private readonly string _first;
    private readonly string _second;

    public RoleEventsBindingTests()
    {
        _first = _logs.Add(new LogRecord("CreateBucket"), new LogRecord("GetRole", "iam.amazonaws.com") { Role = "auditor" });
        _second = _logs.Add(new LogRecord("HeadBucket"), new LogRecord("ListRoles", "iam.amazonaws.com") { Role = "other" });
    }

    public void Dispose()
    {
        _session.Dispose();
        _logs.Dispose();
    }

    [Theory]
    [InlineData("Get-RoleEvents deployer -Path $logs")]
    [InlineData("Get-RoleEvent deployer -Path $logs")]
    [InlineData("Get-RoleEvents -RoleName deployer -Path $logs")]
    [InlineData("Get-RoleEvents deployer -LiteralPath $logs")]
    [InlineData("Get-RoleEvents deployer -LP $logs")]
    [InlineData("Get-RoleEvents deployer -FullName $logs")]
    [InlineData("Get-RoleEvents deployer -PSPath $logs")]
    [InlineData("Get-RoleEvents deployer -Path $first, $second")]
    [InlineData("Get-RoleEvents deployer -Path $logs, $first, $logs")]
    [InlineData("Get-RoleEvents DEPLOYER -Path $logs")]
    [InlineData("$p = @{ RoleName = 'deployer'; Path = $logs }; Get-RoleEvents @p")]
    public void Roles_and_paths_bind_by_position_and_name(string script) =>
        Assert.Equal(["CreateBucket", "HeadBucket"], Run(script).EventNames);

    [Theory]
    [InlineData("'deployer'")]
    [InlineData("'arn:aws:iam::111122223333:role/deployer'")]
    [InlineData("'arn:aws:sts::111122223333:assumed-role/deployer/run-1'")]
    [InlineData("[pscustomobject] @{ RoleName = 'deployer' }")]
    [InlineData("[pscustomobject] @{ RoleArn = 'arn:aws:iam::111122223333:role/deployer' }")]
    [InlineData("[pscustomobject] @{ RoleName = 'nobody'; Arn = 'arn:aws:iam::111122223333:role/deployer' }")]
    [InlineData("$role")]
    [InlineData("@($role)")]
    [InlineData("@('deployer', 'nobody')")]
    [InlineData("@('nobody', $role)")]
    [InlineData("$($i = $null; if ([TrailOps.RoleIdentity]::TryParse('deployer', [ref] $i)) { $i })")]
    [InlineData("(Get-RoleEvents deployer -Path $logs)[0]")]
    public void A_role_is_a_name_an_arn_or_an_object(string role) =>
        Assert.Equal(["CreateBucket", "HeadBucket"], Run($"Get-RoleEvents ({role}) -Path $logs", new Role("deployer")).EventNames);

    [Theory]
    [InlineData("'arn:aws:iam::999999999999:role/deployer'")]
    [InlineData("'arn:aws:iam::111122223333:role/ci/deployer'")]
    [InlineData("'deploy'")]
    public void Another_account_path_or_name_is_another_role(string role)
    {
        var run = _session.Run($"Get-RoleEvents {role} -Path $logs", new { logs = _logs.Root });
        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
        Assert.StartsWith("No event found.", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'a role'")]
    [InlineData("'a/b'")]
    [InlineData("'*'")]
    [InlineData("'arn:aws:s3:::bucket'")]
    [InlineData("'arn:aws:iam::111122223333:user/deployer'")]
    [InlineData("''")]
    [InlineData("[pscustomobject] @{ Name = 'deployer' }")]
    public void What_names_no_role_is_refused_with_what_would(string role)
    {
        var run = _session.Run($"Get-RoleEvents {role} -Path $logs", new { logs = _logs.Root });
        var error = Assert.Single(run.Errors);
        Assert.Equal("ParameterArgumentTransformationError,TrailOps.Cmdlets.GetRoleEventsCommand", error.FullyQualifiedErrorId);
        Assert.Contains(" names no role. Give a role's name ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("arn:aws:iam::111122223333:role/deployer", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_of_null_is_refused() =>
        Assert.Equal(
            ["ParameterArgumentValidationError,TrailOps.Cmdlets.GetRoleEventsCommand"],
            _session.Run("Get-RoleEvents $null -Path $logs", new { logs = _logs.Root }).ErrorIds);

    [Fact]
    public void An_iam_role_binds_from_the_pipeline_by_its_name()
    {
        // A role has a Path as well; it is no path of logs.
        Assert.Equal(["CreateBucket", "HeadBucket"], Run("$role | Get-RoleEvents -Path $logs", new Role("deployer")).EventNames);
        Assert.Equal(
            ["CreateBucket", "HeadBucket"],
            Run("[pscustomobject] @{ RoleName = 'deployer'; Arn = 'arn:aws:iam::111122223333:role/deployer'; Path = '/'; RoleId = 'AROA' } | Get-RoleEvents -Path $logs").EventNames);
    }

    [Fact]
    public void Several_piped_roles_are_one_reading_of_the_logs()
    {
        var run = Run("$roles | Get-RoleEvents -Path $logs", roles: [new Role("deployer"), new Role("auditor"), new Role("deployer")]);
        Assert.Equal(["CreateBucket", "GetRole", "HeadBucket"], run.EventNames);
        var source = Assert.Single(run.Output.Select(e => e.Value("Source")).Distinct());
        Assert.Equal(2L, PSObject.AsPSObject(PSObject.AsPSObject(source!).Value("Read")!).Value("Files"));
        Assert.Equal("role deployer, auditor", PSObject.AsPSObject(source!).Value("Asked"));
    }

    [Fact]
    public void Files_bind_from_the_pipeline()
    {
        FileInfo[] files = [new(_first), new(_second)];
        Assert.Equal(["CreateBucket", "HeadBucket"], Run("$files | Get-RoleEvents deployer", files: files).EventNames);
        Assert.Equal(["CreateBucket", "GetRole", "HeadBucket", "ListRoles"], Run("$files | Get-RoleEvents", files: files).EventNames);
        Assert.Equal(["HeadBucket"], Run("$files[1] | Get-RoleEvents deployer", files: files).EventNames);
        Assert.Equal(["CreateBucket", "HeadBucket"], Run("Get-ChildItem $logs -Recurse -Filter *.gz | Get-RoleEvents deployer").EventNames);
    }

    [Fact]
    public void Folders_bind_from_the_pipeline() =>
        Assert.Equal(["CreateBucket", "HeadBucket"], Run("[IO.DirectoryInfo]::new($logs) | Get-RoleEvents deployer").EventNames);

    [Fact]
    public void Objects_with_a_path_bind_by_it_and_may_bring_a_role()
    {
        Assert.Equal(["HeadBucket"], Run("[pscustomobject] @{ PSPath = \"Microsoft.PowerShell.Core\\FileSystem::$second\" } | Get-RoleEvents deployer").EventNames);
        Assert.Equal(["GetRole"], Run("[pscustomobject] @{ LiteralPath = $first; RoleName = 'auditor' } | Get-RoleEvents").EventNames);
        Assert.Equal(
            ["CreateBucket", "GetRole"],
            Run("'deployer', 'auditor' | ForEach-Object { [pscustomobject] @{ FullName = $first; RoleName = $_ } } | Get-RoleEvents").EventNames);
    }

    [Fact]
    public void The_same_file_piped_twice_is_read_once()
    {
        var run = Run("[IO.FileInfo] $first, [IO.FileInfo] $first | Get-RoleEvents deployer");
        Assert.Equal(["CreateBucket"], run.EventNames);
        Assert.Equal(0L, PSObject.AsPSObject(run.Output[0].Value("Source")!).Value("Duplicates"));
    }

    [Theory]
    [InlineData("$logs | Get-RoleEvents deployer")]
    [InlineData("'deployer' | Get-RoleEvents -Path $logs")]
    [InlineData("42 | Get-RoleEvents -Path $logs")]
    [InlineData("[pscustomobject] @{ Path = $logs } | Get-RoleEvents deployer")]
    public void Objects_with_neither_role_nor_path_do_not_bind(string script)
    {
        var run = _session.Run(script, new { logs = _logs.Root });
        Assert.Empty(run.Output);
        Assert.Equal("InputObjectNotBound,TrailOps.Cmdlets.GetRoleEventsCommand", Assert.Single(run.Errors).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("@() | Get-RoleEvents deployer")]
    [InlineData("@() | Get-RoleEvents -Path $logs")]
    [InlineData("$null | Where-Object { $_ } | Get-RoleEvents deployer")]
    public void An_empty_pipeline_reads_nothing(string script) =>
        Assert.Empty(Run(script).Output);

    [Fact]
    public void Both_kinds_of_paths_at_once_are_refused() =>
        Assert.Equal(["AmbiguousParameterSet,TrailOps.Cmdlets.GetRoleEventsCommand"], _session.Run("Get-RoleEvents deployer -Path a -LiteralPath b").ErrorIds);

    private RunResult Run(string script, Role? role = null, Role[]? roles = null, FileInfo[]? files = null)
    {
        var run = _session.Run(script, new { logs = _logs.Root, first = _first, second = _second, role, roles, files });
        run.Clean();
        return run;
    }

    /// <summary>What Get-IAMRole puts out.</summary>
    public sealed class Role(string name)
    {
        public string RoleName { get; } = name;

        public string Arn => "arn:aws:iam::111122223333:role/" + RoleName;

        public string Path => "/";

        public string RoleId => "AROAEXAMPLE";

        public DateTime? CreateDate => DateTime.UnixEpoch;
    }
}
