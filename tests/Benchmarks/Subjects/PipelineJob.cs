using System.Management.Automation;

namespace TrailOps.Benchmarks.Subjects;

/// <summary>The built module's cmdlets in a PowerShell engine.</summary>
internal sealed class PipelineJob : ISubject
{
    public const string WholeJob = "Get-RoleEvents, ConvertTo-RolePolicy";
    public const string EveryRecord = "every record through the pipeline";
    public const string CountsOnly = "counts";

    private readonly HostedEngine _engine = new();
    private readonly string _folder;
    private readonly Func<IReadOnlyList<PSObject>, Dictionary<string, long>?> _count;
    private readonly string _script;

    private PipelineJob(string name, string folder, string script, Func<IReadOnlyList<PSObject>, Dictionary<string, long>?> count)
    {
        Name = name;
        _folder = folder;
        _script = "param($Folder) " + script;
        _count = count;
        _engine.Import(BuiltModule.Manifest);
    }

    public string Name { get; }

    /// <summary>The whole job, from files to the policy of the wanted role.</summary>
    public static PipelineJob Policy(string folder) => new(
        WholeJob,
        folder,
        $"Get-RoleEvents {Corpus.Cast.Wanted} -Path $Folder | ConvertTo-RolePolicy",
        static policies => new() { [""] = policies.Select(p => (RolePolicy)p.BaseObject).Sum(p => p.EventCount + p.Uncounted.Sum(u => u.EventCount)) });

    /// <summary>All events of all roles, thrown away.</summary>
    public static PipelineJob Everything(string folder) => new(EveryRecord, folder, "Get-RoleEvents -Path $Folder | Out-Null", static _ => null);

    /// <summary>The wanted role's events, counted by what they are: for comparing with others' counts, not for timing.</summary>
    public static PipelineJob Counts(string folder) => new(
        CountsOnly,
        folder,
        $"Get-RoleEvents {Corpus.Cast.Wanted} -Path $Folder",
        static events => events.Select(e => (RoleEvent)e.BaseObject).CountBy(e => $"{e.EventSource}:{e.EventName}").ToDictionary(c => c.Key, c => (long)c.Value));

    public Dictionary<string, long>? Run() => _count(_engine.Run(_script, ("Folder", _folder)));

    public void Dispose() => _engine.Dispose();
}
