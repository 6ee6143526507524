using System.Collections;
using TrailOps.Posture;
using TrailOps.Trails;

namespace TrailOps.Cmdlets;

/// <summary>Completes the services whose management events a trail can leave out.</summary>
public sealed class ExcludableSourceCompleter : ListCompleter
{
    /// <summary>https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html</summary>
    internal static IReadOnlyList<string> Sources { get; } = ["kms.amazonaws.com", "rdsdata.amazonaws.com"];

    internal override IEnumerable<string> Texts(IDictionary boundParameters, string word) => Sources;
}

/// <summary>Completes kinds of resources that have data events.</summary>
public sealed class DataEventTypeCompleter : ListCompleter
{
    internal override IEnumerable<string> Texts(IDictionary boundParameters, string word) => DataEventTypes.Known;
}

/// <summary>Completes checks of trails.</summary>
public sealed class TrailCheckCompleter : ListCompleter
{
    internal override IEnumerable<string> Texts(IDictionary boundParameters, string word) => AuditTrailCheckRule.All.Select(rule => rule.Id);
}
