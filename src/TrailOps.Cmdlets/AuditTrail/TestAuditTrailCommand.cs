using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using TrailOps.Aws;
using TrailOps.Posture;

namespace TrailOps.Cmdlets;

/// <summary>Checks trails, their buckets and keys as an auditor does, and tells how to mend what is wrong.</summary>
/// <remarks>
/// <para>Puts out one object for each check: whether it passed, what was seen, the command that mends it, the same check in CIS AWS Foundations, AWS Security Hub, AWS Config and prowler, and the attack that it reveals.
/// The checks cover what New-AuditTrail makes of a trail, its bucket and its bucket's policy, and what an auditor asks for besides. Nothing is changed.</para>
/// <para>Passed is null where something can't be seen: for want of a permission, of an organisation's trail from a member account, of a bucket in another account. That is neither a pass nor a failure; Evidence
/// says what it takes. Of a bucket in another account -BucketProfileName or -BucketCredential let it be seen.</para>
/// <para>A trail that is not there is a check that fails (TrailExists), and no error: whoever deletes a trail must not get around its checks.</para>
/// <para>Remedy is a command line for PowerShell: TrailOps' own where there is one, else the AWS CLI's. What it leaves in angle brackets only you know.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html">Security Hub controls for CloudTrail</seealso>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html">Security best practices in AWS CloudTrail</seealso>
[Cmdlet(VerbsDiagnostic.Test, "AuditTrail")]
[OutputType(typeof(AuditTrailCheck), typeof(AuditTrailPostureSummary))]
public sealed class TestAuditTrailCommand : AwsCmdlet
{
    /// <summary>The trails: names, ARNs, or objects that have a TrailARN, such as Get-AuditTrail and Get-CTTrail put out. Without it: every trail of all regions.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("TrailARN", "TrailName")]
    [ValidateNotNullOrEmpty]
    [TrailNameTransformation]
    [SupportsWildcards]
    [ValidateWildcard]
    public string[] Name { get; set; } = [];

    /// <summary>Checks of this severity and above.</summary>
    [Parameter]
    public AuditTrailCheckSeverity Severity { get; set; } = AuditTrailCheckSeverity.Low;

    /// <summary>These checks, by their ids.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ValidateWildcard]
    [ValidateTrailCheck]
    [ArgumentCompleter(typeof(TrailCheckCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>Checks that failed, and no others.</summary>
    [Parameter]
    public SwitchParameter FailedOnly { get; set; }

    /// <summary>One object for each trail: how many checks passed, failed or could not be seen, and which failed.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>The bucket that the trails should deliver to. Without it, that a trail was turned to another bucket of the account is not seen.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BucketName { get; set; }

    /// <summary>The account that the bucket should be of, where it is another than the trail's.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    public string? BucketAccountId { get; set; }

    /// <summary>For how many days logs have to be kept at least. Default: 90.</summary>
    [Parameter]
    [ValidateRange(1, 36500)]
    public int RetentionDays { get; set; } = 90;

    /// <summary>A profile of the account that the bucket is in, where that is another than the trail's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? BucketProfileName { get; set; }

    /// <summary>Credentials of that account as an object, in place of a profile.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? BucketCredential { get; set; }

    /// <inheritdoc/>
    protected override bool TakesManyRegions => true;

    /// <summary>A region is where to look first: all can be asked.</summary>
    protected override bool NeedsRegion => false;

    /// <inheritdoc/>
    protected override int Parallelism => 16;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var clients = this.Clients();
        var posture = new TrailPosture(clients, this.BucketClients(BucketProfileName, BucketCredential)) { BucketAccountId = BucketAccountId, BucketName = BucketName, RetentionDays = RetentionDays };
        string?[] asked = Name.Length > 0 ? Name : new string?[] { null };
        foreach (var name in asked)
        {
            var found = Find(name, out var where, out var isSeen);
            if (found.Count == 0 && isSeen)
            {
                Write([IsOneName(name) ? TrailJudge.Missing(name, where, TrailNames.HomeOf(name) ?? Regions[0], BucketName) : TrailJudge.Missing(null, name is null ? where : $"{where} that is called {name}", null, BucketName)]);
            }

            var checks = new ConcurrentDictionary<string, IReadOnlyList<AuditTrailCheck>>(StringComparer.Ordinal);
            ForEach(found, async (trail, stop) =>
            {
                checks[trail.TrailARN] = await posture.CheckAsync(trail, stop).ConfigureAwait(false);
                return (object?)null;
            }, trail => trail.TrailARN);
            found.Where(trail => checks.ContainsKey(trail.TrailARN)).ToList().ForEach(trail => Write(checks[trail.TrailARN]));
        }
    }

    private void Write(IReadOnlyList<AuditTrailCheck> checks)
    {
        var ids = Array.ConvertAll(Id, id => new WildcardPattern(id, WildcardOptions.IgnoreCase));
        var wanted = checks.Where(check => check.Severity >= Severity && (ids.Length == 0 || Array.Exists(ids, id => id.IsMatch(check.Id)))).ToList();
        if (Summary)
        {
            if (wanted.Count > 0)
            {
                WriteObject(new AuditTrailPostureSummary(wanted));
            }
        }
        else
        {
            WriteObject(wanted.Where(check => !FailedOnly || check.Passed == false), enumerateCollection: true);
        }
    }

    /// <summary>The trails of a name, or all; in which regions was asked, and whether all of them answered.</summary>
    private List<AuditTrail> Find(string? name, out string where, out bool isSeen)
    {
        var clients = this.Clients();
        var trails = new AuditTrails(clients);
        var home = name is null ? null : TrailNames.HomeOf(name);
        var failed = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var pattern = name is null ? null : new WildcardPattern(name, WildcardOptions.IgnoreCase);
        IReadOnlyList<string> regions = home is not null ? [home] : Region.Length > 0 ? Regions : IsOneName(name) ? [clients.Region] : [.. AwsRegions.OfPartitionOf(clients.Region)];
        Ask(regions, isOneOfAll: home is null && !IsOneName(name) && Region.Length == 0);
        if (IsOneName(name) && home is null && Region.Length == 0 && !trails.Found.Any())
        {
            regions = [.. AwsRegions.OfPartitionOf(clients.Region)];
            Ask(regions, isOneOfAll: true);
        }

        where = regions.Count > 4 ? "any region that is enabled" : string.Join(", ", regions);
        isSeen = failed.IsEmpty;
        return [.. trails.Found];

        void Ask(IReadOnlyList<string> places, bool isOneOfAll) => ForEach(
            places,
            async (region, stop) =>
            {
                failed[region] = true;
                await trails.ReadAsync(region, IsWanted, isOneOfAll && region != clients.Region, stop).ConfigureAwait(false);
                failed.TryRemove(region, out _);
                return (object?)null;
            });

        bool IsWanted(AuditTrail trail) => pattern is null || pattern.IsMatch(trail.Name) || pattern.IsMatch(trail.TrailARN);
    }

    private static bool IsOneName([NotNullWhen(true)] string? name) => name is not null && !WildcardPattern.ContainsWildcardCharacters(name);
}
