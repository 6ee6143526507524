using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

internal static class SelectorOperations
{
    public static JsonObject Get(Call call) => Write(TrailNames.Find(call, "TrailName"));

    public static JsonObject Put(Call call)
    {
        var trail = TrailNames.FindToChange(call, "TrailName");
        var basic = call.Json.List("EventSelectors");
        var advanced = call.Json.List("AdvancedEventSelectors");
        if (basic is null == advanced is null)
        {
            throw TrailErrors.Selectors("You must specify either event selectors or advanced event selectors, but not both.");
        }

        if (basic is not null)
        {
            trail.EventSelectors = new JsonArray([.. SelectorCheck.Basic(call.Json.Structures("EventSelectors"))]);
            trail.AdvancedEventSelectors = null;
        }
        else
        {
            SelectorCheck.Advanced([.. call.Json.Structures("AdvancedEventSelectors")]);
            trail.AdvancedEventSelectors = (JsonArray)advanced!.DeepClone();
            trail.EventSelectors = null;
        }

        return Write(trail);
    }

    public static JsonObject GetInsight(Call call)
    {
        var trail = TrailNames.Find(call, "TrailName");
        return trail.InsightSelectors is { Count: > 0 } selectors
            ? new JsonObject { ["TrailARN"] = trail.Arn, ["InsightSelectors"] = selectors.DeepClone() }
            : throw new AwsException("InsightNotEnabledException", $"Insights are not enabled on {trail.Arn}.");
    }

    public static JsonObject PutInsight(Call call)
    {
        var trail = TrailNames.FindToChange(call, "TrailName");
        foreach (var selector in call.Json.Structures("InsightSelectors"))
        {
            if (selector.Text("InsightType") is not ("ApiCallRateInsight" or "ApiErrorRateInsight"))
            {
                throw new AwsException("InvalidInsightSelectorsException", $"The insight type {selector.Text("InsightType")} is not valid.");
            }
        }

        trail.InsightSelectors = (JsonArray?)call.Json.List("InsightSelectors")?.DeepClone() ?? [];
        return new JsonObject { ["TrailARN"] = trail.Arn, ["InsightSelectors"] = trail.InsightSelectors.DeepClone() };
    }

    private static JsonObject Write(Trail trail)
    {
        JsonObject written = new() { ["TrailARN"] = trail.Arn };
        if (trail.AdvancedEventSelectors is { } advanced)
        {
            written["AdvancedEventSelectors"] = advanced.DeepClone();
        }
        else
        {
            written["EventSelectors"] = trail.EventSelectors?.DeepClone() ?? SelectorCheck.Default();
        }

        return written;
    }
}
