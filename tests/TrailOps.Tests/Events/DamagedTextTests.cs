using System.Text;

namespace TrailOps.Tests.Events;

/// <summary>
/// Each byte of logs in every layout changed into each byte that means something in JSON, and into some that don't. What holds:
/// without a report every record is there; a record that the change does not touch comes out; and no undamaged record lends its inside.
/// </summary>
public class DamagedTextTests
{
    private static readonly string[] Records =
    [
        Record("a", "deployer"),
        Record("b", "other", $",\"requestParameters\":{{\"entries\":[{Record("inner", "deployer")}],\"more\":{Record("inner", "deployer")}}}"),
        Record("c", "deployer", ",\"x\":[{\"y\":\"\\\"}],{\\\\\"}]"),
        "{\"eventType\":\"AwsCloudTrailInsight\",\"insightDetails\":{\"baseline\":[" + Record("inner", "deployer") + "]}}",
        Record("d", "deployer"),
    ];

    private static readonly byte[] Replacements = [.. "\"\\{}[],:x \n"u8, 0xFF];

    public static TheoryData<string, string, string, string> Layouts => new()
    {
        { "document", "{\"Records\":[", ",", "]}" },
        { "pretty document", "{\r\n  \"Records\": [\r\n    ", ",\r\n    ", "\r\n  ]\r\n}\r\n" },
        { "members around", "{\"v\":[1],\"Records\":[", ",", "],\"w\":{\"x\":[{}]}}" },
        { "array", "[", ",", "]" },
        { "pretty array", "[\n", " ,\n", "\n]\n" },
        { "lines", "", "\n", "\n" },
        { "nothing between", "", "", "" },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_changed_byte_costs_no_other_record_and_no_silence(string name, string head, string between, string tail)
    {
        var text = Encoding.UTF8.GetBytes(head + string.Join(between, Records) + tail);
        var places = Places(head.Length, between.Length);
        Assert.Equal(("a b c d", null), (Logs.Read(text).Ids, Logs.Read(text).Damage));
        var lost = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            var original = text[i];
            foreach (var replacement in Replacements)
            {
                if (replacement == original)
                {
                    continue;
                }

                text[i] = replacement;
                Check(text, i, $"{name}: byte {i} of {text.Length}, '{(char)original}' became '{(char)replacement}'", lost);
            }

            text[i] = original;
        }

        Assert.True(lost.Count == 0, $"{lost.Count}:\n" + string.Join("\n", lost.Take(40)));

        void Check(byte[] changed, int at, string what, List<string> problems)
        {
            var reading = Logs.Read(changed);
            var some = Logs.Read(changed, "deployer");
            if ((reading.Damage is null && reading.Source.Read.Records != Records.Length) || (some.Damage is null && some.Source.Read.Records != Records.Length))
            {
                problems.Add($"SILENT {what}: {reading.Ids} / {some.Ids}");
            }

            foreach (var (id, role, start, end) in places)
            {
                // Behind '":' an object is a member's value and no record.
                var isMember = at == start - between.Length - 1 && changed[at] == ':';
                if ((at >= start && at < end) || isMember)
                {
                    continue;
                }

                if (id != "" && !reading.Events.Any(e => e.EventId == id))
                {
                    problems.Add($"LOST {id} {what}: {reading.Ids} ({reading.Damage?.Detail})");
                }

                if (role == "deployer" && !some.Events.Any(e => e.EventId == id))
                {
                    problems.Add($"LOST {id} with a role {what}: {some.Ids} ({some.Damage?.Detail})");
                }
            }

            // An inner record can only come from one that is damaged itself.
            var isTouched = places.Any(p => p.Start <= at && at < p.End);
            if (!isTouched && (reading.Ids.Contains("inner", StringComparison.Ordinal) || some.Ids.Contains("inner", StringComparison.Ordinal)))
            {
                problems.Add($"INVENTED {what}: {reading.Ids} / {some.Ids}");
            }

            if (reading.Events.GroupBy(e => e.EventId).Any(g => g.Key is "a" or "b" or "c" or "d" && g.Count() > 1))
            {
                problems.Add($"TWICE {what}: {reading.Ids}");
            }
        }
    }

    private static string Record(string id, string role, string extra = "") =>
        $"{{\"eventSource\":\"s\",\"eventName\":\"n\",\"eventID\":\"{id}\",\"userIdentity\":{{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::1:assumed-role/{role}/s\"}}{extra}}}";

    private static List<(string Id, string Role, int Start, int End)> Places(int head, int between)
    {
        var places = new List<(string, string, int, int)>();
        foreach (var (record, id) in Records.Zip(["a", "b", "c", "", "d"]))
        {
            places.Add((id, id switch { "" => "", "b" => "other", _ => "deployer" }, head, head + record.Length));
            head += record.Length + between;
        }

        return places;
    }
}
