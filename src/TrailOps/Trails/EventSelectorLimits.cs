using TrailOps.Actions;

namespace TrailOps.Trails;

/// <summary>What a trail takes: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html, https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html.</summary>
internal static class EventSelectorLimits
{
    public const int MaxValues = 500;
    public const int MaxValueLength = 2_048;
    public const int MaxNameLength = 1_000;

    /// <summary>What is wrong with the selectors of one trail, each in words with the remedy; nothing where a trail takes them.</summary>
    public static IReadOnlyList<string> Problems(IReadOnlyList<AuditTrailEventSelector> selectors)
    {
        List<string> problems = [];
        if (selectors.Count == 0)
        {
            problems.Add("A trail needs one selector or more. To log nothing, stop it.");
        }

        if (selectors.Sum(selector => selector.FieldSelectors.Sum(field => field.Values.Count())) is > MaxValues and var count)
        {
            problems.Add($"The selectors have {count} values together, and a trail takes {MaxValues}. Select by what ARNs begin with, or divide them between two trails.");
        }

        foreach (var selector in selectors)
        {
            if (selector.Name is { Length: > MaxNameLength } name)
            {
                problems.Add($"The selector's name '{EventName.ForMessage(name)}' has {name.Length} characters, and {MaxNameLength} is the most. Give a shorter one.");
            }

            foreach (var value in selector.FieldSelectors.SelectMany(field => field.Values).Where(value => value.Length is 0 or > MaxValueLength))
            {
                problems.Add(value.Length == 0
                    ? $"The selector of {selector.Description} has an empty value. Leave it out."
                    : $"The value '{EventName.ForMessage(value)}' has {value.Length} characters, and {MaxValueLength} is the most. Select by what it begins with.");
            }
        }

        return problems;
    }
}
