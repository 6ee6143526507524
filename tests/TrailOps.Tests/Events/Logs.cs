using System.IO.Compression;
using System.Text;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>Logs made by hand, and what reading them gives.</summary>
internal static class Logs
{
    public const string Account = "111122223333";

    public static string Record(string id, string role = "deployer", string extra = "") =>
        $$$$"""{"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::{{{{Account}}}}:assumed-role/{{{{role}}}}/s1","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::{{{{Account}}}}:role/{{{{role}}}}"}}},"eventTime":"2026-11-20T09:00:00Z","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","eventID":"{{{{id}}}}"{{{{extra}}}}}""";

    public static string Document(params string[] records) => "{\"Records\":[" + string.Join(",", records) + "]}";

    public static byte[] Gzip(string text, CompressionLevel level = CompressionLevel.Optimal) => Gzip(Encoding.UTF8.GetBytes(text), level);

    public static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, level))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    public static Reading Read(string text, string? role = null) => Read(Encoding.UTF8.GetBytes(text), role);

    public static Reading Read(byte[] bytes, string? role = null, int chunk = int.MaxValue, bool canSeek = true) =>
        Read(new ChunkStream(bytes, chunk, canSeek), new RoleEventFilter { Roles = role is null ? [] : [Role(role)] });

    /// <summary>A stream that hands out a few bytes at a time.</summary>
    public static Stream Stream(byte[] bytes, int chunk, bool canSeek = true) => new ChunkStream(bytes, chunk, canSeek);

    public static Reading Read(string text, RoleEventSource source) => Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), new RoleEventFilter(), source);

    public static Reading Read(Stream stream, RoleEventFilter filter, RoleEventSource? source = null)
    {
        source ??= new RoleEventSource(RoleEventSourceKind.Files, "test");
        var events = new List<RoleEvent>();
        var damage = new LogFileReader(filter, source).Read(stream, null, events.Add, CancellationToken.None);
        return new Reading(events, damage, source);
    }

    public static RoleIdentity Role(string text) => RoleIdentity.TryParse(text, out var role) ? role : throw new ArgumentException(text);

    internal sealed record Reading(List<RoleEvent> Events, LogDamage? Damage, RoleEventSource Source)
    {
        public string Ids => string.Join(" ", Events.Select(e => e.EventId));
    }

    /// <summary>A stream that hands out a few bytes at a time.</summary>
    private sealed class ChunkStream(byte[] bytes, int chunk, bool canSeek) : MemoryStream(bytes)
    {
        public override bool CanSeek => canSeek;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(chunk, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(chunk, count));
    }
}
