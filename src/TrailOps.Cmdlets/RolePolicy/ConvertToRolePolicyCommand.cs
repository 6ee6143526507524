using System.Management.Automation;
using TrailOps.Actions;
using TrailOps.Policies;

namespace TrailOps.Cmdlets;

/// <summary>Makes the policy that allows what a role's events show.</summary>
/// <remarks>
/// <para>Takes events and puts out one policy for each role among them, once all events have come. The same events give the same text in
/// whatever order and shape they come.</para>
/// <para>Events are those of Get-RoleEvents, also from a job or Import-Clixml; those of Find-CTEvent; and CloudTrail's records as JSON text, line by
/// line or whole, or as objects: a record, a log file with its Records, an answer of LookupEvents, or several of these. Calls that no role's
/// session made are passed over, and a warning says how many.</para>
/// <para>A call that succeeded counts. So does one whose error came after the permission was checked, such as NoSuchTagSet. Refusals never
/// count, nor do errors that tell nothing of the permission; the property Uncounted lists both.</para>
/// <para>The name of an event is often not that of its IAM action. Events that need no permission, and those whose action is not known, are
/// in the property Unmapped with the reason, and a warning says how many they are.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions, resources, and condition keys for AWS services</seealso>
[Cmdlet(VerbsData.ConvertTo, "RolePolicy")]
[OutputType(typeof(TrailOps.RolePolicy), typeof(string))]
public sealed class ConvertToRolePolicyCommand : PSCmdlet
{
    private readonly Dictionary<string, RolePolicyBuilder> _builders = new(StringComparer.OrdinalIgnoreCase);
    private readonly EventInput _input;

    /// <summary>Makes the cmdlet.</summary>
    public ConvertToRolePolicyCommand() => _input = new EventInput(this, Add);

    /// <summary>The events: of Get-RoleEvents or Find-CTEvent, or CloudTrail's records as JSON text or as ConvertFrom-Json makes them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>Puts out the policy document as JSON text instead of the object.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _input.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _input.End();
        var policies = _builders.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value.Build()).ToList();
        WarnOfEmpty([.. policies.Where(policy => policy.Actions.Count == 0)]);
        WarnOfUnmapped([.. policies.SelectMany(policy => policy.Unmapped)]);
        foreach (var policy in policies)
        {
            WriteObject(AsJson ? policy.Json : policy);
        }
    }

    private void Add(RoleEvent e)
    {
        // A role is its account and its name; its path is not in every record.
        var arn = e.RoleArn;
        var key = string.Concat(arn.AsSpan(0, arn.IndexOf(":role/", StringComparison.Ordinal)), "/", e.RoleName);
        if (!_builders.TryGetValue(key, out var builder))
        {
            _builders.Add(key, builder = new RolePolicyBuilder());
        }

        builder.Add(e);
    }

    private void WarnOfEmpty(List<TrailOps.RolePolicy> policies)
    {
        if (policies.Count > 0)
        {
            WriteWarning(
                $"No event counts towards a permission of {Listed(policies.Select(policy => policy.RoleArn))}: "
                + "a policy without a statement is none that IAM takes.");
        }
    }

    private void WarnOfUnmapped(List<RolePolicyUnmapped> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        var unknown = events.Where(e => e.Kind == EventActionKind.Unmapped).ToList();
        var names = unknown.Count == 0 ? "" : $" ({Listed(unknown.Select(e => EventName.ForMessage($"{e.EventSource}:{e.EventName}")))})";
        WriteWarning(
            $"{events.Count} kinds of events add nothing to a policy: {events.Count - unknown.Count} need no permission, "
            + $"{unknown.Count} have no known IAM action{names}. The property Unmapped tells the reasons.");
    }

    private static string Listed(IEnumerable<string> texts)
    {
        const int Most = 5;
        var distinct = texts.Distinct(StringComparer.Ordinal).ToList();
        return string.Join(", ", distinct.Take(Most)) + (distinct.Count > Most ? $" and {distinct.Count - Most} more" : "");
    }
}
