using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

internal static class TrailTags
{
    private const int Max = 50;
    private const int MaxKey = 128;
    private const int MaxValue = 256;

    public static JsonObject Add(Call call)
    {
        Set(TrailNames.FindToChange(call, "ResourceId"), call.Json);
        return [];
    }

    public static JsonObject Remove(Call call)
    {
        var trail = TrailNames.FindToChange(call, "ResourceId");
        foreach (var tag in call.Json.Structures("TagsList"))
        {
            trail.Tags.Remove(tag.Text("Key") ?? "");
        }

        return [];
    }

    public static JsonObject List(Call call) => new()
    {
        ["ResourceTagList"] = new JsonArray([.. call.Json.Texts("ResourceIdList")
            .Select(arn => call.Account.Trails.GetValueOrDefault(arn) ?? throw new AwsException("ResourceNotFoundException", $"The resource {arn} is not found."))
            .Select(trail => new JsonObject
            {
                ["ResourceId"] = trail.Arn,
                ["TagsList"] = new JsonArray([.. trail.Tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]),
            })]),
    };

    public static void Set(Trail trail, JsonObject body)
    {
        foreach (var tag in body.Structures("TagsList"))
        {
            var (key, value) = (tag.Text("Key") ?? "", tag.Text("Value") ?? "");
            if (key.Length is 0 or > MaxKey || value.Length > MaxValue || key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw new AwsException("InvalidTagParameterException", $"The tag {key} is not valid.");
            }

            trail.Tags[key] = value;
        }

        if (trail.Tags.Count > Max)
        {
            throw new AwsException("TagsLimitExceededException", "The number of tags per trail exceeds the limit of 50.");
        }
    }
}
