namespace TrailOps.Actions;

/// <summary>
/// Where in requestParameters something stands, as the tables write it: a.b = b inside of a, * or x-amz-* = any such member, {} = the names of the
/// members, (JSON) = the text is JSON itself, [a=b*] = only where the member a beside it is like b*, [a=] = only where there is none, ** = any text that is an ARN.
/// A path that begins with responseElements or additionalEventData goes into that part of the record. Names are compared
/// whatever their case, and lists are entered by themselves: what is in a list is found as if it stood there alone.
/// </summary>
internal static class RequestPath
{
    public const string AnyArn = "**";
    public const string Keys = "{}";
    private const string Json = "(JSON)";

    /// <summary>The steps of a path. A filter stands before the member that it is about: "[a=b]" then "c".</summary>
    public static IEnumerable<RequestStep> Parse(string path)
    {
        foreach (var part in path.Split('.'))
        {
            var rest = part;
            if (rest.Length > 0 && rest.EndsWith(']') && rest.IndexOf('[', StringComparison.Ordinal) is >= 0 and var open)
            {
                if (open > 0)
                {
                    yield return new(RequestStepKind.Member, rest[..open]);
                }

                var filter = rest[(open + 1)..^1].Split('=', 2);
                yield return filter.Length == 2
                    ? new(RequestStepKind.Filter, filter[0], filter[1])
                    : throw new InvalidDataException($"The path '{path}' has a filter without '='.");
                continue;
            }

            var isJson = rest.EndsWith(Json, StringComparison.Ordinal);
            rest = isJson ? rest[..^Json.Length] : rest;
            if (rest.Length == 0)
            {
                throw new InvalidDataException($"The path '{path}' has an empty part.");
            }

            yield return rest == Keys ? new(RequestStepKind.Keys, "") : new(RequestStepKind.Member, rest);
            if (isJson)
            {
                yield return new(RequestStepKind.Json, "");
            }
        }
    }
}

/// <summary>One step of a <see cref="RequestPath"/>.</summary>
internal readonly record struct RequestStep(RequestStepKind Kind, string Name, string Like = "");

internal enum RequestStepKind
{
    Member,
    Filter,
    Keys,
    Json,
}
