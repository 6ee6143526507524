using System.Text;

namespace TrailOps.Denials;

/// <summary>The service that refused, where the action does not tell it.</summary>
internal static class DenialService
{
    /// <summary>The service where the action does not tell it.</summary>
    public static string? Find(CleanText text, DenialDraft draft, int floor, int end)
    {
        if (draft.Action is { } action)
        {
            return action[..action.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant();
        }

        if (draft.Service is not null)
        {
            return null;
        }

        if (draft.IsOperation || draft.ErrorCode?.EndsWith("UnauthorizedOperation", StringComparison.Ordinal) == true)
        {
            return "ec2";
        }

        if (draft.Location?.Address is { } address && TypeOf(address) is { } type && ServiceNames.OfTerraform(type) is { } ofType)
        {
            return ofType;
        }

        var around = Encoding.UTF8.GetString(text.Bytes[Math.Min(draft.Start, Math.Max(floor, draft.Start - 400))..Math.Min(text.Length, Math.Max(end, draft.End))]);
        return (draft.Operation is { } operation ? ServiceNames.OfOperation(operation, around) : null) ?? Mentioned(around);
    }

    private static string? TypeOf(string address)
    {
        var parts = address.Split('.');
        return Array.Find(parts, part => part.StartsWith("aws_", StringComparison.Ordinal));
    }

    /// <summary>A terraform type, a CloudFormation type or a class of an SDK in the text.</summary>
    private static string? Mentioned(string around)
    {
        foreach (var (mark, stops) in new[] { ("aws_", " .\"',)[]:\n"), ("AWS::", ":"), ("Aws::", ":"), ("Amazon.", "."), ("services.", "."), ("client-", "/"), ("https://", "./") })
        {
            var at = around.LastIndexOf(mark, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            var start = mark == "aws_" ? at : at + mark.Length;
            var stop = around.AsSpan(start).IndexOfAny(stops);
            var name = stop < 0 ? around[start..] : around.Substring(start, stop);
            var found = mark == "aws_" ? ServiceNames.OfTerraform(name) : ServiceNames.Find(name);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
