namespace TrailOps.Actions;

/// <summary>The texts of eventName and eventSource.</summary>
internal static class EventName
{
    private const int LongestInMessage = 100;

    /// <summary>
    /// The name without the date of an API version at its end: eight digits (20150331) or digits set apart (2020_05_31) that begin with 19 or
    /// 20, with or without v and a number after them. Lambda, CloudFront and the old Elasticsearch write it. Names that merely end in a
    /// digit (ListFindingsV2) stay as they are.
    /// </summary>
    public static string WithoutDate(string eventName)
    {
        var end = eventName.Length;
        var digits = end;
        while (digits > 0 && char.IsAsciiDigit(eventName[digits - 1]))
        {
            digits--;
        }

        if (digits < end && digits > 0 && eventName[digits - 1] == 'v')
        {
            end = digits - 1;
        }

        var start = IsDate(eventName, end, "########") ? end - 8 : IsDate(eventName, end, "####_##_##") ? end - 10 : 0;
        return start > 0 ? eventName[..start] : eventName;
    }

    /// <summary>Text from a log as a message can show it: not too long, and without control characters.</summary>
    public static string ForMessage(string text)
    {
        var shown = text.Length > LongestInMessage ? text.AsSpan(0, LongestInMessage) : text;
        return string.Create(shown.Length, text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = char.IsControl(from[i]) || char.IsSurrogate(from[i]) ? '?' : from[i];
            }
        }) + (text.Length > LongestInMessage ? "…" : "");
    }

    private static bool IsDate(string name, int end, string form)
    {
        if (end < form.Length)
        {
            return false;
        }

        var date = name.AsSpan(end - form.Length, form.Length);
        for (var i = 0; i < form.Length; i++)
        {
            if (form[i] == '#' ? !char.IsAsciiDigit(date[i]) : date[i] != form[i])
            {
                return false;
            }
        }

        return date[..2] is "19" or "20";
    }
}
