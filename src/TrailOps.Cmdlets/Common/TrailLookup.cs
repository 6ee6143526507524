using TrailOps.Aws;
using TrailOps.Aws.Connection;

namespace TrailOps.Cmdlets;

/// <summary>Finds the trail whose bucket a cmdlet reads.</summary>
internal static class TrailLookup
{
    private const string Folder = "AWSLogs";

    /// <summary>Looks a trail up, in its home region or in those that are asked. Where it is in none, that is an error, and null comes back.</summary>
    public static AuditTrail? FindTrail(this AwsCmdlet cmdlet, AwsClients clients, string name)
    {
        var home = TrailNames.HomeOf(name);
        IReadOnlyList<string> regions = home is not null ? [home] : cmdlet.Region is { Length: > 0 } given ? given : [clients.Region];
        var trails = new AuditTrails(clients);
        AuditTrail? found = null;
        List<string> failed = [];
        cmdlet.Run(async output =>
        {
            foreach (var region in regions.TakeWhile(_ => found is null))
            {
                try
                {
                    var there = await trails.DescribeAsync(region, output.Stop).ConfigureAwait(false);
                    found = AuditTrails.Find(there, name, region);
                }
                catch (Exception e) when (!output.Stop.IsCancellationRequested)
                {
                    failed.Add(region);
                    output.WriteError(() => Errors.Aws(e, region));
                }
            }
        });
        if (found is null)
        {
            cmdlet.WriteError(Errors.AuditTrailNotFound(name, [.. regions.Except(failed)], failed));
        }

        return found;
    }

    /// <summary>What stands before AWSLogs, also for one who gave that too.</summary>
    public static string PrefixOf(string? given)
    {
        var prefix = (given ?? "").Trim('/');
        return prefix == Folder ? "" : prefix.EndsWith("/" + Folder, StringComparison.Ordinal) ? prefix[..^(Folder.Length + 1)] : prefix;
    }
}
