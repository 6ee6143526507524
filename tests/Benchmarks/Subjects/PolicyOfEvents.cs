using System.Management.Automation;

namespace TrailOps.Benchmarks.Subjects;

/// <summary>Reading a role's events, and the policy of these events: two halves of one job, timed apart in one engine.</summary>
internal sealed class PolicyOfEvents : ISubject
{
    public const string Reading = "Get-RoleEvents, all events of the role";
    public const string Policy = "ConvertTo-RolePolicy, from these events";

    private readonly HostedEngine _engine;
    private readonly string _folder;
    private readonly Shared _shared;

    private PolicyOfEvents(string name, string folder, HostedEngine engine, Shared shared) => (Name, _folder, _engine, _shared) = (name, folder, engine, shared);

    public string Name { get; }

    /// <summary>The halves, in the order in which they have to run.</summary>
    public static IReadOnlyList<ISubject> Halves(string folder)
    {
        var engine = new HostedEngine();
        engine.Import(BuiltModule.Manifest);
        var shared = new Shared();
        return [new PolicyOfEvents(Reading, folder, engine, shared), new PolicyOfEvents(Policy, folder, engine, shared)];
    }

    public Dictionary<string, long>? Run()
    {
        if (Name == Reading)
        {
            _shared.Events = _engine.Run("param($Folder) Get-RoleEvents deployer -Path $Folder", ("Folder", _folder));
            return new() { [""] = _shared.Events.Count };
        }

        var policy = (RolePolicy)_engine.Run("param($Events) $Events | ConvertTo-RolePolicy -WarningAction SilentlyContinue", ("Events", _shared.Events))[0].BaseObject;
        return new() { [""] = policy.Counts.Input };
    }

    public void Dispose() => _engine.Dispose();

    private sealed class Shared
    {
        public IReadOnlyList<PSObject> Events { get; set; } = [];
    }
}
