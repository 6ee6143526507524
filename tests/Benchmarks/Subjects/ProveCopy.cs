namespace TrailOps.Benchmarks.Subjects;

/// <summary>Validates a copy of a bucket on disk, in a PowerShell engine.</summary>
internal sealed class ProveCopy : ISubject
{
    public const string SubjectName = "Test-AuditTrailLog -LiteralPath";

    private readonly HostedEngine _engine = new();
    private readonly string _folder;
    private readonly string _keys;
    private readonly string _threads;

    public ProveCopy(string folder, string keys, string threads)
    {
        (_folder, _keys, _threads) = (folder, keys, threads);
        _engine.Import(BuiltModule.Manifest);
    }

    public string Name => SubjectName;

    public TimeSpan WarmUp => TimeSpan.FromSeconds(1);

    public Dictionary<string, long>? Run() => new()
    {
        [""] = Convert.ToInt64(
            _engine.Run("param($Folder, $Keys, $Threads) (Test-AuditTrailLog -LiteralPath $Folder -PublicKeyPath $Keys -ThrottleLimit $Threads -WarningAction Ignore)[-1].LogsValid", ("Folder", _folder), ("Keys", _keys), ("Threads", _threads))[0].BaseObject,
            System.Globalization.CultureInfo.InvariantCulture),
    };

    public void Dispose() => _engine.Dispose();
}
