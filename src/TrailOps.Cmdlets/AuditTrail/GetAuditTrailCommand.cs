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
    /// <summary>The trails, by name or ARN. Without it: every trail. One that is in none of the regions is an error, unless it has wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("TrailARN", "TrailName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ValidateWildcard]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override bool TakesManyRegions => true;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var clients = this.Clients();
        var trails = new AuditTrails(clients);
        var wanted = Array.ConvertAll(Name, name => (Name: name, Pattern: new WildcardPattern(name, WildcardOptions.IgnoreCase)));
        var met = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        ForEach(Name.Select(RegionOf).OfType<string>().Concat(Regions).Distinct(StringComparer.Ordinal), (region, stop) => trails.InAsync(region, IsWanted, stop));
        foreach (var name in Name.Where(name => !met.ContainsKey(name) && !WildcardPattern.ContainsWildcardCharacters(name)))
        {
            WriteError(Errors.AuditTrailNotFound(name, Regions));
        }

        bool IsWanted(AuditTrail trail)
        {
            var fitting = Array.FindAll(wanted, w => w.Pattern.IsMatch(trail.Name) || w.Name == trail.TrailARN);
            Array.ForEach(fitting, w => met[w.Name] = true);
            return wanted.Length == 0 || fitting.Length > 0;
        }
    }

    /// <summary>A trail's ARN has its home region, where it is surely found.</summary>
    private static string? RegionOf(string name) => name.Split(':') is ["arn", _, "cloudtrail", var region, _, ..] ? region : null;
}
