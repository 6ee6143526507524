namespace TrailOps.Digests;

/// <summary>Which digests and logs of a local copy are to be validated.</summary>
/// <param name="path">The copy, a folder in it, or one above.</param>
/// <param name="keys">Where public keys come from.</param>
/// <param name="accounts">The accounts; none: all that are there.</param>
/// <param name="regions">The regions; none: all that are there.</param>
/// <param name="start">Where the period begins; null: with the first digest.</param>
/// <param name="end">Where it ends; null: with the last digest.</param>
internal sealed class FolderLogs(string path, IPublicKeySource keys, IReadOnlyList<string> accounts, IReadOnlyList<string> regions, DateTime? start, DateTime? end)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Finds what there is.</summary>
    public async Task<LogValidationPlan> PlanAsync(WorkerThreads workers, CancellationToken cancellationToken)
    {
        var store = new FolderStore();
        var folders = await workers.RunAsync(() => store.Find(path).Where(place => IsWanted(accounts, place.Folder.AccountId) && IsWanted(regions, place.Folder.Region)).ToList()).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var (from, to) = (start ?? DateTime.UnixEpoch, end ?? DateTime.UtcNow);
        if (start is null || end is null)
        {
            var ends = await workers.RunAsync(() => folders.SelectMany(place => store.Digests(place.Place, place.Folder, DateTime.UnixEpoch, end ?? DateTime.MaxValue.AddDays(-2)).Select(name => name.EndTime)).ToList()).ConfigureAwait(false);
            from = start ?? (ends.Count > 0 ? ends.Min() - Hour : to);
            to = end ?? (ends.Count > 0 ? ends.Max() : from);
        }

        return new LogValidationPlan(
            new LogValidation(store, workers, keys, from, to),
            folders.ConvertAll(place => (place.Place, place.Folder)),
            null,
            new AuditLogValidationSummary(path, from, to > from ? to : from));
    }

    private static bool IsWanted(IReadOnlyList<string> wanted, string item) => wanted.Count == 0 || wanted.Contains(item, StringComparer.OrdinalIgnoreCase);
}
