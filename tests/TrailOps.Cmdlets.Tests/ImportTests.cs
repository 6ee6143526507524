namespace TrailOps.Cmdlets.Tests;

public sealed class ImportTests
{
    private const string Count = "(Get-Command -Module TrailOps).Count";

    [Fact]
    public void The_module_imports_from_the_root_folder()
    {
        using var session = new Session(import: false);
        session.Location = Repository.Root;
        Assert.Equal("23", session.Run($"Import-Module ./TrailOps.psd1; {Count}").Clean().Single().ToString());
    }

    [Fact]
    public void Importing_again_with_force_changes_nothing()
    {
        using var session = new Session(import: false);
        session.Location = Repository.Root;
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal("23", session.Run($"Import-Module ./TrailOps.psd1 -Force; {Count}").Clean().Single().ToString());
        }

        Assert.Equal("s3:GetObject", session.Run("Get-IamAction s3:GetObject").Clean().Single().ToString());
    }

    [Fact]
    public void The_module_can_be_removed_and_imported_again()
    {
        using var session = new Session();
        Assert.Equal("0", session.Run($"Remove-Module TrailOps; {Count}").Clean().Single().ToString());
        Assert.Equal("CommandNotFoundException", session.Run("Get-IamAction s3:GetObject").ErrorIds.Single());
        Assert.Equal("s3:GetObject", session.Run("Import-Module $manifest; Get-IamAction s3:GetObject", new { manifest = Repository.Manifest }).Clean().Single().ToString());
        Assert.Contains("eu-central-1", Complete.Texts(session, "Get-RoleEvents -Region eu-c"));
    }

    [Fact]
    public void Runspaces_can_import_and_work_at_the_same_time()
    {
        using var logs = new LogFolder();
        logs.Add(new LogRecord(), new LogRecord("HeadBucket"));
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, _ =>
        {
            using var session = new Session();
            var actions = session.Run("Get-RoleEvents deployer -Path $logs | ConvertTo-RolePolicy", new { logs = logs.Root }).Clean().Single().Value("Actions");
            Assert.Equal(["s3:ListAllMyBuckets", "s3:ListBucket"], ((System.Collections.IEnumerable)actions!).Cast<object>().Select(action => action.ToString()));
        });
    }
}
