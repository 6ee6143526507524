using System.Security.Cryptography;
using System.Text;
using TrailOps.LocalAws.CloudTrail;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>What may have become of a chain, and what <c>aws cloudtrail validate-logs</c> finds then.</summary>
internal static class ValidateLogsCases
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static IReadOnlyDictionary<string, Action<ValidateLogsCase>> All { get; } = new Dictionary<string, Action<ValidateLogsCase>>
    {
        ["untouched"] = of => _ = of.Digests,
        ["hours without logs"] = of => of.Chain.AddHours(2, logs: 0).AddHours(1).AddHours(1, logs: 0),
        ["a name with _ and ."] = of =>
        {
            of.Trail = "case_us-east-1_a.b";
            _ = of.Digests;
        },
        ["a neighbour whose name goes on"] = of =>
        {
            _ = of.Digests;
            new MadeChain(of.Account, new MadeChainOptions { Start = of.Start, Bucket = of.Bucket, Trail = of.Trail + "_2" }).AddHours(2);
        },
        ["a neighbour whose name goes on with the region"] = of =>
        {
            // The CLI takes the neighbour's digests for the trail's own, and begins with them, for they come last in the list: it never gets to the trail's.
            of.Differ(of.Digests, null, "Valid");
            of.Differ(new MadeChain(of.Account, new MadeChainOptions { Start = of.Start, Bucket = of.Bucket, Trail = of.Trail + "_us-east-1" }).AddHours(2).Digests, "Valid", null);
        },
        ["a prefix"] = of =>
        {
            of.Prefix = "pre/fix";
            _ = of.Digests;
        },
        ["another region than home"] = of =>
        {
            of.Region = "eu-west-1";
            _ = of.Digests;
        },
        ["an organisation's account"] = of =>
        {
            of.AccountId = "444455556666";
            of.Find(of.Digests[2], "NotFound");
            of.Remove(of.Digests[2]);
        },

        ["log changed"] = of =>
        {
            of.Chain.Replace(of.Digests[1].Logs[0], """{"Records":[]}""");
            of.Find(of.Digests[1].Logs[0], "HashMismatch");
        },
        ["log deleted"] = of =>
        {
            of.Remove(of.Digests[3].Logs[1]);
            of.Find(of.Digests[3].Logs[1], "NotFound");
        },
        ["log not gzip"] = of =>
        {
            of.Put(of.Digests[0].Logs[1], Encoding.UTF8.GetBytes(of.Digests[0].Logs[1].Text));
            of.Find(of.Digests[0].Logs[1], "InvalidFormat");
        },
        ["log empty"] = of =>
        {
            // The CLI hashes what comes out, and that is nothing.
            of.Put(of.Digests[0].Logs[1], []);
            of.Differ(of.Digests[0].Logs[1], "HashMismatch", "InvalidFormat");
        },
        ["log cut short"] = of =>
        {
            // The CLI hashes as much as comes out. That the file is cut says more.
            of.Put(of.Digests[0].Logs[1], of.Read(of.Digests[0].Logs[1].Key)[..^20]);
            of.Differ(of.Digests[0].Logs[1], "HashMismatch", "InvalidFormat");
        },
        ["log with another behind it"] = of =>
        {
            // Stricter: the CLI stops at the end of the first gzip member, and readers of logs do not.
            var log = of.Digests[0].Logs[1];
            of.Put(log, [.. of.Read(log.Key), .. ValidateLogsCase.Gzip("""{"Records":[{}]}""")]);
            of.Differ(log, "Valid", "HashMismatch");
        },
        ["log with more behind it"] = of =>
        {
            // Stricter, likewise.
            var log = of.Digests[0].Logs[1];
            of.Put(log, [.. of.Read(log.Key), .. "more"u8]);
            of.Differ(log, "Valid", "InvalidFormat");
        },
        ["logs swapped"] = of =>
        {
            var (one, other) = (of.Digests[1].Logs[0], of.Digests[2].Logs[1]);
            of.Chain.Replace(one, other.Text);
            of.Chain.Replace(other, one.Text);
            of.Find(one, "HashMismatch");
            of.Find(other, "HashMismatch");
        },
        ["log added"] = of =>
        {
            // Stricter: the CLI reads no logs but those that digests list, so one that an attacker adds is none of its business.
            var added = of.Chain.AddUnlistedLog(of.Digests[1]);
            of.Differ(added, null, "NotListed");
        },
        ["log moved to another bucket"] = of =>
        {
            var log = of.Digests[1].Logs[0];
            of.Account.AddBucket(of.Bucket + "-other");
            of.Account.AddObject(of.Bucket + "-other", log.Key, of.Read(log.Key));
            of.Remove(log);
            of.Find(log, "NotFound");
        },

        ["digest changed"] = of =>
        {
            of.Chain.Replace(of.Digests[2], json => json["logFiles"]!.AsArray().Clear());
            of.Find(of.Digests[2], "SignatureNotValid");
        },
        ["newest digest changed"] = of =>
        {
            of.Chain.Replace(of.Digests[3], json => json["logFiles"]![0]!["hashValue"] = new string('0', 64));
            of.Find(of.Digests[3], "SignatureNotValid");
        },
        ["digest not gzip"] = of =>
        {
            of.Put(of.Digests[1], Encoding.UTF8.GetBytes(of.Digests[1].Text));
            of.Find(of.Digests[1], "InvalidFormat");
        },
        ["digest not JSON"] = of =>
        {
            of.Put(of.Digests[1], ValidateLogsCase.Gzip(of.Digests[1].Text[..^1]));
            of.Find(of.Digests[1], "InvalidFormat");
        },
        ["digest without its previous signature"] = of =>
        {
            of.Chain.Replace(of.Digests[1], json => json.Remove("previousDigestSignature"));
            of.Find(of.Digests[1], "InvalidFormat");
        },
        ["digest with more behind it"] = of =>
        {
            // Stricter: as with logs.
            of.Put(of.Digests[3], [.. of.Read(of.Digests[3].Key), .. "more"u8]);
            of.Differ(of.Digests[3], "Valid", "InvalidFormat");
            of.Digests[3].Logs.ToList().ForEach(log => of.Differ(log, "Valid", null));
        },
        ["middle digest deleted"] = of =>
        {
            of.Remove(of.Digests[1]);
            of.Find(of.Digests[1], "NotFound");
        },
        ["two digests deleted"] = of =>
        {
            // The second one is named by the first alone.
            of.Remove(of.Digests[1]);
            of.Remove(of.Digests[2]);
            of.Find(of.Digests[2], "NotFound");
        },
        ["oldest digest deleted"] = of =>
        {
            of.Remove(of.Digests[0]);
            of.Find(of.Digests[0], "NotFound");
        },
        ["newest digest deleted"] = of => of.Remove(of.Digests[3]),
        ["all digests deleted"] = of => of.Digests.ToList().ForEach(of.Remove),
        ["digest copied over, metadata lost"] = of =>
        {
            of.Put(of.Digests[1], of.Read(of.Digests[1].Key), hasMetadata: false);
            of.Find(of.Digests[1], "SignatureNotValid");
        },
        ["digest without the algorithm"] = of =>
        {
            of.Put(of.Digests[1], of.Read(of.Digests[1].Key), without: "signature-algorithm");
            of.Find(of.Digests[1], "SignatureNotValid");
        },
        ["signature in capitals"] = of => of.Put(of.Digests[1], of.Read(of.Digests[1].Key), signature: of.Digests[1].Signature.ToUpperInvariant()),
        ["signature no hex"] = of =>
        {
            of.Put(of.Digests[1], of.Read(of.Digests[1].Key), signature: "zz" + of.Digests[1].Signature[2..]);
            of.Differ(of.Digests[1], "(INVALID: Non-hexadecimal digit found)", "SignatureNotValid");
        },
        ["signature of another digest"] = of =>
        {
            of.Put(of.Digests[1], of.Read(of.Digests[1].Key), signature: of.Digests[2].Signature);
            of.Find(of.Digests[1], "SignatureNotValid");
        },
        ["digest put in another's place"] = of =>
        {
            of.Put(of.Digests[2], of.Read(of.Digests[1].Key), signature: of.Digests[1].Signature);
            of.Find(of.Digests[2], "Moved");
        },

        ["signed anew with a key that is not listed"] = of =>
        {
            using var key = RSA.Create(2048);
            of.Chain.Replace(of.Digests[1], json => json["logFiles"]!.AsArray().RemoveAt(0), key);
            of.Find(of.Digests[1], "PublicKeyNotFound");
        },
        ["signed anew in the name of the right key"] = of =>
        {
            using var key = RSA.Create(2048);
            var right = (string)System.Text.Json.Nodes.JsonNode.Parse(of.Digests[1].Text)!["digestPublicKeyFingerprint"]!;
            of.Chain.Replace(of.Digests[1], json => json["digestPublicKeyFingerprint"] = right, key);
            of.Find(of.Digests[1], "SignatureNotValid");
        },
        ["signed anew with a key that is listed"] = of =>
        {
            // Stricter: the digest after it is valid, and follows one with another hash. The CLI doesn't look. So its logs are vouched for by nothing.
            using var key = RSA.Create(2048);
            of.World.ListDigestKey(of.Region, key.ExportRSAPublicKey());
            of.Chain.Replace(of.Digests[1], json => json["logFiles"]!.AsArray().RemoveAt(0), key);
            of.Differ(of.Digests[1], "Valid", "NotOfChain");
            of.Differ(of.Digests[1].Logs[1], "Valid", null);
        },
        ["key damaged"] = of =>
        {
            using var key = RSA.Create(2048);
            var value = key.ExportRSAPublicKey()[..^9];
            of.World.ListDigestKey(of.Region, value, "damaged");
            of.Chain.Replace(of.Digests[1], json => json["digestPublicKeyFingerprint"] = "damaged", key);
            of.Find(of.Digests[1], "PublicKeyNotValid");
        },
        ["key in another form"] = of =>
        {
            // Laxer, and right: one of the keys in AWS's own documentation is a SubjectPublicKeyInfo, which the CLI can't read. The digest after it tells the two apart all the same.
            using var key = RSA.Create(2048);
            of.World.ListDigestKey(of.Region, key.ExportSubjectPublicKeyInfo(), "other form");
            var newest = of.Digests[3];
            of.Chain.Replace(newest, json => json["digestPublicKeyFingerprint"] = "other form", key);
            of.Differ(newest, "PublicKeyNotValid", "Valid");
            newest.Logs.ToList().ForEach(log => of.Differ(log, null, "Valid"));
        },
        ["several newest digests broken"] = of =>
        {
            using var key = RSA.Create(2048);
            of.Chain.AddHours(6);
            of.Put(of.Digests[5], Encoding.UTF8.GetBytes("{}"));
            of.Chain.Replace(of.Digests[4], _ => { }, key);
            of.Put(of.Digests[3], of.Read(of.Digests[1].Key), signature: of.Digests[1].Signature);
            of.Find(of.Digests[5], "InvalidFormat");
            of.Find(of.Digests[4], "PublicKeyNotFound");
            of.Find(of.Digests[3], "Moved");
        },

        ["stopped and started"] = of =>
        {
            of.Chain.AddHours(2).Gap(3 * Hour).AddHours(2);
            of.FindGap(of.Start + (2 * Hour), of.Start + (5 * Hour));
        },
        ["stopped and started, and the first digest after it deleted"] = of =>
        {
            of.Chain.AddHours(2).Gap(3 * Hour).AddHours(2);
            of.Remove(of.Digests[2]);
            of.Find(of.Digests[2], "NotFound");
        },
        ["turned to another bucket"] = of =>
        {
            of.TurnedTo = of.Bucket + "-new";
            of.Chain.AddHours(2).MoveTo(of.TurnedTo).AddHours(2);
            of.Remove(of.Digests[0].Logs[1]);
            of.Find(of.Digests[0].Logs[1], "NotFound");
        },

        ["turned to another bucket, and the former deleted"] = of =>
        {
            // The CLI gives up at an error that is not NoSuchKey.
            of.TurnedTo = of.Bucket + "-new";
            of.Chain.AddHours(2).MoveTo(of.TurnedTo).AddHours(2);
            of.Account.RemoveBucket(of.Bucket);
            of.IsRefused = true;
            of.Differ([of.Digests[1] with { Logs = [] }], null, "NotFound");
        },
        ["turned from a bucket that can't be read, and a log changed"] = of =>
        {
            // What is known is told, whatever is not.
            (of.TurnedTo, of.IsForeign, of.IsRefused) = (of.Bucket + "-new", true, true);
            of.Chain.AddHours(2).MoveTo(of.TurnedTo).AddHours(2);
            of.Chain.Replace(of.Digests[2].Logs[0], "{}");
            of.Differ(of.Digests[2].Logs[0], null, "HashMismatch");
        },
        ["a digest without a list"] = of => of.Chain.AddHours(3).AddHour(logs: 0, json => json["logFiles"] = null),
        ["times in another form"] = of => of.Chain.AddHours(2).AddHour(change: json => json["digestEndTime"] = ((string)json["digestEndTime"]!).Replace("Z", ".000+00:00", StringComparison.Ordinal)),
        ["a hash in capitals"] = of =>
        {
            var digest = of.Chain.AddHour(change: json => json["logFiles"]![0]!["hashValue"] = ((string)json["logFiles"]![0]!["hashValue"]!).ToUpperInvariant());
            of.Find(digest.Logs[0], "HashMismatch");
        },
        ["more in a digest than is known"] = of => of.Chain.AddHours(2).AddHour(change: json => json["new"] = new System.Text.Json.Nodes.JsonObject { ["é"] = 1 }),

        ["backfill"] = of => of.Chain.Backfill(of.Digests[1], 2, of.Chain.Time),
        ["backfills of two hours"] = of =>
        {
            var (one, other) = (of.Digests[0], of.Digests[3]);
            of.Chain.Backfill(one, 1, of.Chain.Time);
            of.Chain.Backfill(other, 1, of.Chain.Time);
            of.FindGap(of.Start + Hour, of.Start + (3 * Hour));
        },
        ["backfill with a key of later"] = of => of.Chain.Backfill(of.Digests[1], 1, of.Start.AddDays(40)),
        ["backfill without its time"] = of =>
        {
            var late = of.Chain.Backfill(of.Digests[1], 1, of.Chain.Time);
            of.Put(late, of.Read(late.Key), without: "backfill-generation-timestamp");
            of.Find(late, "InvalidFormat");
            of.DoNotList(late);
        },
        ["backfill without its signature"] = of =>
        {
            var late = of.Chain.Backfill(of.Digests[1], 1, of.Chain.Time);
            of.Put(late, of.Read(late.Key), without: "signature");
            of.Find(late, "SignatureNotValid");
            of.DoNotList(late);
        },
        ["backfill damaged"] = of =>
        {
            var late = of.Chain.Backfill(of.Digests[1], 1, of.Chain.Time);
            of.Put(late, of.Read(late.Key)[..^20]);
            of.Find(late, "InvalidFormat");
            of.DoNotList(late);
        },
        ["backfill changed"] = of =>
        {
            var late = of.Chain.Backfill(of.Digests[1], 2, of.Chain.Time);
            of.Chain.Replace(late, json => json["logFiles"]!.AsArray().RemoveAt(0));
            of.Find(late, "SignatureNotValid");
            of.DoNotList(late);
        },
        ["log of a backfill changed"] = of =>
        {
            var late = of.Chain.Backfill(of.Digests[1], 2, of.Chain.Time);
            of.Chain.Replace(late.Logs[1], "{}");
            of.Find(late.Logs[1], "HashMismatch");
        },

        ["from the middle of an hour"] = of => Period(of, 1.5, 4),
        ["to the middle of an hour"] = of => Period(of, 0, 2.5),
        ["within an hour"] = of => Period(of, 1.25, 1.75),
        ["from after the first digest, whose hour is damaged"] = of =>
        {
            of.Remove(of.Digests[0]);
            Period(of, 2.5, 4);
        },
        ["to the future"] = of => Period(of, 0, 100),
        ["from long before"] = of => Period(of, -100, 4),
        ["before all"] = of => Period(of, -100, -50),
        ["after all"] = of => Period(of, 8, 9),
        ["at one moment"] = of => Period(of, 2, 2),
    };

    private static void Period(ValidateLogsCase of, double from, double to)
    {
        _ = of.Digests;
        (of.From, of.To) = (of.Start + (from * Hour), of.Start + (to * Hour));
    }
}
