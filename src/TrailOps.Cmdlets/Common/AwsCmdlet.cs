using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>A cmdlet that talks to AWS: AWS.Tools' common parameters, and work that runs side by side off the pipeline's thread.</summary>
/// <remarks>
/// A cmdlet overrides ProcessRecord, and in it gives its items to ForEach, with <c>this.Clients()</c> for the calls. No member of a cmdlet may be
/// of a type of TrailOps.Aws: PowerShell reads a module's types before the module can say where that lies.
/// </remarks>
public abstract class AwsCmdlet : CancellableCmdlet
{
    private readonly List<IDisposable> _connections = [];
    private string[] _region = [];
    private object? _connectedAs;
    private IDisposable? _otherConnection;
    private object? _otherConnectedAs;
    private WorkerOutput? _records;
    private Task _lastRecord = Task.CompletedTask;

    /// <summary>The access key. With -SecretKey, before all other credentials.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AK")]
    [ValidateNotNullOrEmpty]
    public virtual string? AccessKey { get; set; }

    /// <summary>The secret key of -AccessKey.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SK", "SecretAccessKey")]
    [ValidateNotNullOrEmpty]
    public virtual string? SecretKey { get; set; }

    /// <summary>The session token, where -AccessKey and -SecretKey are those of a session. Empty where they are not, as in a column of a table.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ST")]
    public virtual string? SessionToken { get; set; }

    /// <summary>A profile of the credentials and config files: with keys, a role, IAM Identity Center, a process or a web identity. One that is
    /// not there is an error.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("StoredCredentials", "AWSProfileName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public virtual string? ProfileName { get; set; }

    /// <summary>The credentials file, in place of the one in the home folder.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AWSProfilesLocation", "ProfilesLocation")]
    [ValidateNotNullOrEmpty]
    public virtual string? ProfileLocation { get; set; }

    /// <summary>Credentials as an object, such as Get-AWSCredential or Use-STSRole put out, of whatever version of AWS.Tools.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public virtual object? Credential { get; set; }

    /// <summary>The region: a name such as eu-central-1, or an object that has a Region.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("RegionToCall")]
    [AllowNull]
    [ValidateNotEmpty]
    [RegionTransformation]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public virtual string[] Region
    {
        get => _region;
        set => _region = value ?? [];
    }

    /// <summary>Where AWS's services are, in place of their own endpoints. Calls are signed for the region all the same.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public virtual string? EndpointUrl { get; set; }

    /// <summary>Whether it works in several regions side by side. Otherwise more than one is an error.</summary>
    protected virtual bool TakesManyRegions => false;

    /// <summary>Whether it needs a region. A cmdlet of global services, such as IAM, does not.</summary>
    protected virtual bool NeedsRegion => true;

    /// <summary>How many items are worked on at the same time.</summary>
    protected virtual int Parallelism => 8;

    /// <summary>The regions to work in: those given, or the one that was found.</summary>
    protected IReadOnlyList<string> Regions => Region is { Length: > 1 } ? Region : [this.Clients().Region];

    /// <summary>Works on items side by side, and puts out what comes of each as it comes. An item that fails is one error, and the others go
    /// on.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">What comes of one.</param>
    /// <param name="target">What stands in the error of an item as its target. Default: the item.</param>
    protected void ForEach<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, CancellationToken, IAsyncEnumerable<TResult>> work, Func<TItem, object?>? target = null)
        where TResult : notnull
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(work);
        var all = items.ToList();
        Run(output => Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = output.Stop },
            async (item, _) => await WorkAsync(output, Task.CompletedTask, item, work, target).ConfigureAwait(false)));
    }

    /// <summary>Likewise with the items of one record after another: those of later records are worked on already while earlier ones are not done. What comes
    /// of an item comes out together, and in the order of the items; the last of it at the pipeline's end.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">What comes of one.</param>
    /// <param name="target">What stands in the error of an item as its target. Default: the item.</param>
    protected void ForEachRecord<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, CancellationToken, IAsyncEnumerable<TResult>> work, Func<TItem, object?>? target = null)
        where TResult : notnull
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(work);
        var output = _records ??= new WorkerOutput(Stop);
        foreach (var item in items)
        {
            var before = _lastRecord;
            _lastRecord = output.Start(() => WorkAsync(output, before, item, work, target));
            output.Write(this, () => output.Working >= Parallelism);
        }
    }

    /// <summary>Puts out what has come of earlier records by now.</summary>
    protected void WriteReady() => _records?.Write(this, static () => false);

    /// <summary>Whether what comes of earlier records has not all come out yet.</summary>
    protected bool IsWorking => _records is { Working: > 0 };

    /// <summary>Waits for what later records would still wait for.</summary>
    protected override void EndProcessing() => FinishRecords();

    /// <summary>Likewise, where one thing at most comes of each item; null where nothing does.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">What comes of one.</param>
    /// <param name="target">What stands in the error of an item as its target. Default: the item.</param>
    protected void ForEach<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, CancellationToken, Task<TResult?>> work, Func<TItem, object?>? target = null)
        where TResult : class =>
        ForEach(items, (item, stop) => One(work(item, stop)), target);

    /// <summary>Runs work off the pipeline's thread, which writes meanwhile what the work puts out.</summary>
    internal void Run(Func<WorkerOutput, Task> work)
    {
        using var output = new WorkerOutput(Stop);
        var working = output.Start(() => work(output));
        output.Write(this, () => !working.IsCompleted);
        working.GetAwaiter().GetResult();
    }

    /// <summary>The connection for the parameters as they are now: the last one, or a new one from <paramref name="open"/>.</summary>
    internal T Connection<T>(object options, Func<T> open)
        where T : class, IDisposable
    {
        if (_connections.Count == 0 || !options.Equals(_connectedAs))
        {
            // Who asks for an MFA code must not wait for somebody whose request for one we can't hear now.
            FinishRecords();
            _connections.Add(open());
            _connectedAs = options;
        }

        return (T)_connections[^1];
    }

    /// <summary>A connection beside that of the parameters, for another account: the last one, or a new one from <paramref name="open"/>.</summary>
    internal T OtherConnection<T>(object options, Func<T> open)
        where T : class, IDisposable
    {
        if (_otherConnection is null || !options.Equals(_otherConnectedAs))
        {
            _connections.Insert(0, _otherConnection = open());
            _otherConnectedAs = options;
        }

        return (T)_otherConnection;
    }

    /// <summary>Whether several regions were given to a cmdlet that takes one.</summary>
    internal void CheckRegions()
    {
        if (Region is { Length: > 1 } && !TakesManyRegions)
        {
            ThrowTerminatingError(Errors.RegionAmbiguous(Region));
        }
    }

    internal bool IsRegionNeeded => NeedsRegion;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _records?.Dispose();
            _connections.ForEach(connection => connection.Dispose());
            _connections.Clear();
        }

        base.Dispose(disposing);
    }

    private void FinishRecords()
    {
        if (_records is { } output)
        {
            output.Write(this, () => output.Working > 0);
        }
    }

    /// <summary>Works on one item, and puts out what comes of it when those before it are done.</summary>
    private static async Task WorkAsync<TItem, TResult>(
        WorkerOutput output, Task before, TItem item, Func<TItem, CancellationToken, IAsyncEnumerable<TResult>> work, Func<TItem, object?>? target)
        where TResult : notnull
    {
        try
        {
            await foreach (var result in work(item, output.Stop).WithCancellation(output.Stop).ConfigureAwait(false))
            {
                await before.ConfigureAwait(false);
                await output.WriteObjectAsync(result).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!output.Stop.IsCancellationRequested)
        {
            await before.ConfigureAwait(false);
            output.WriteError(() => Errors.Aws(e, target is null ? item : target(item)));
        }

        await before.ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<TResult> One<TResult>(Task<TResult?> working)
        where TResult : class
    {
        if (await working.ConfigureAwait(false) is { } result)
        {
            yield return result;
        }
    }
}
