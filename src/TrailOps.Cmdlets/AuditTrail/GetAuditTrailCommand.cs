using System.Collections.Concurrent;
using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Gets CloudTrail's trails and what they are doing.</summary>
/// <remarks>
/// <para>Puts out one object for each trail that logs in the regions: what it delivers where, whether it is logging, and its last deliveries with their
/// errors. A trail of all regions shows in each of them, and comes out once. Regions are asked side by side; one that fails is one error.</para>
/// <para>The status is that of the trail's home region. Where it is refused or can't be had, the trail comes out without it, and StatusError says why.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html">GetTrailStatus</seealso>
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

    /// <inheritdoc/>
    protected override bool NeedsRegion => Name.Length == 0 || Array.Exists(Name, name => TrailNames.HomeOf(name) is null);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var clients = this.Clients();
        var trails = new AuditTrails(clients);
        var wanted = Array.ConvertAll(Name, name => (Name: name, Pattern: new WildcardPattern(name, WildcardOptions.IgnoreCase)));
        var met = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var answered = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var asked = Name.Select(TrailNames.HomeOf).OfType<string>().Concat(NeedsRegion ? Regions : []).Distinct(StringComparer.Ordinal);
        ForEach(asked, (region, stop) => NotingEnd(trails.InAsync(region, IsWanted, stop), () => answered[region] = true));
        foreach (var name in Name.Where(name => !met.ContainsKey(name) && !WildcardPattern.ContainsWildcardCharacters(name)))
        {
            var regions = TrailNames.HomeOf(name) is { } home ? [home] : Regions;
            WriteError(Errors.AuditTrailNotFound(name, [.. regions.Where(answered.ContainsKey)], [.. regions.Where(region => !answered.ContainsKey(region))]));
        }

        bool IsWanted(AuditTrail trail)
        {
            var fitting = Array.FindAll(wanted, w => w.Pattern.IsMatch(trail.Name) || w.Pattern.IsMatch(trail.TrailARN));
            Array.ForEach(fitting, w => met[w.Name] = true);
            return wanted.Length == 0 || fitting.Length > 0;
        }
    }

    private static async IAsyncEnumerable<AuditTrail> NotingEnd(IAsyncEnumerable<AuditTrail> trails, Action note)
    {
        await foreach (var trail in trails.ConfigureAwait(false))
        {
            yield return trail;
        }

        note();
    }
}
