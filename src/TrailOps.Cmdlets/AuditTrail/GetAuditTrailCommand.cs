using System.Collections.Concurrent;
using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Gets CloudTrail's trails, what they log and what they are doing.</summary>
/// <remarks>
/// <para>Puts out one object for each trail that logs in the regions: what it delivers where, which events it logs, whether it is logging, and its last deliveries with their
/// errors. A trail of all regions shows in each of them, and comes out once. Regions are asked side by side; one that fails is one error.</para>
/// <para>Without -Region it asks all regions of the partition, and passes over those that are not enabled in the account. Trails by name are looked for in the session's region
/// first, and in the others where they are not there; a trail by ARN in its own.</para>
/// <para>Status and event selectors are those of the trail's home region. Where they are refused or can't be had, the trail comes out without them, and StatusError or
/// EventSelectorsError says why. A member of an organisation may not see the selectors of the organisation's trail.</para>
/// <para>One copy of management events in each region is free, each further one costs USD 2.00 for 100,000 events, and data events always cost USD 0.10 for 100,000.
/// ManagementEventsCopies counts the trails that deliver the same management events of a region, of those that were looked at; AWS does not say which of them is the free one.
/// Trails by name or ARN are looked at alone: where others log in their regions, how many copies there are is not known.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html">GetTrailStatus</seealso>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html">GetEventSelectors</seealso>
/// <seealso href="https://aws.amazon.com/cloudtrail/pricing/">AWS CloudTrail pricing</seealso>
[Cmdlet(VerbsCommon.Get, "AuditTrail")]
[OutputType(typeof(AuditTrail))]
public sealed class GetAuditTrailCommand : AwsCmdlet
{
    /// <summary>The trails: names, ARNs, or objects that have a TrailARN, such as Get-CTTrail puts out. Without it: every trail. One that is in none of the
    /// regions is an error, unless it has wildcards. An ARN's own region is asked, and no other for it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("TrailARN", "TrailName")]
    [ValidateNotNullOrEmpty]
    [TrailNameTransformation]
    [SupportsWildcards]
    [ValidateWildcard]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override bool TakesManyRegions => true;

    /// <summary>A region is where to look first: all can be asked.</summary>
    protected override bool NeedsRegion => false;

    /// <summary>Each region counts its requests for itself.</summary>
    protected override int Parallelism => 16;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var clients = this.Clients();
        var trails = new AuditTrails(clients);
        var wanted = Array.ConvertAll(Name, name => (Name: name, Pattern: new WildcardPattern(name, WildcardOptions.IgnoreCase)));
        var met = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var isEnabled = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        HashSet<string> asked = new(StringComparer.Ordinal);
        var named = Array.FindAll(Name, name => TrailNames.HomeOf(name) is null);
        var isOfAll = Region.Length == 0 && (Name.Length == 0 || Array.Exists(named, WildcardPattern.ContainsWildcardCharacters));
        List<string> homes = [.. Name.Select(TrailNames.HomeOf).OfType<string>()];
        Ask([
            .. homes,
            .. isOfAll ? AwsRegions.OfPartitionOf(clients.Region) : Name.Length == 0 || named.Length > 0 ? Regions : [],
        ]);
        if (Region.Length == 0 && Array.Exists(named, name => !met.ContainsKey(name)))
        {
            Ask(AwsRegions.OfPartitionOf(clients.Region));
        }

        WriteObject(trails.Found, enumerateCollection: true);
        foreach (var name in Name.Where(name => !met.ContainsKey(name) && !WildcardPattern.ContainsWildcardCharacters(name)))
        {
            IEnumerable<string> regions = TrailNames.HomeOf(name) is { } home ? [home] : Region.Length > 0 ? Regions : asked;
            var failed = regions.Where(region => !isEnabled.ContainsKey(region)).ToList();
            WriteError(Errors.AuditTrailNotFound(name, [.. regions.Where(region => isEnabled.TryGetValue(region, out var enabled) && enabled)], failed));
        }

        void Ask(IEnumerable<string> regions)
        {
            ForEach(regions.Where(asked.Add), ReadAsync);
        }

        async Task<object?> ReadAsync(string region, CancellationToken stop)
        {
            // A region that somebody named, by whatever means, has to answer.
            var isOneOfAll = Region.Length == 0 && region != clients.Region && !homes.Contains(region);
            isEnabled[region] = await trails.ReadAsync(region, IsWanted, isOneOfAll, stop).ConfigureAwait(false);
            return null;
        }

        bool IsWanted(AuditTrail trail)
        {
            var fitting = Array.FindAll(wanted, w => w.Pattern.IsMatch(trail.Name) || w.Pattern.IsMatch(trail.TrailARN));
            Array.ForEach(fitting, w => met[w.Name] = true);
            return wanted.Length == 0 || fitting.Length > 0;
        }
    }
}
