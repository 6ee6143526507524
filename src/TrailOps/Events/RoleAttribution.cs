using System.Text;

namespace TrailOps.Events;

/// <summary>Which role a record belongs to: that of the session's issuer, never one that only lends its name to a user or a session.</summary>
internal readonly ref struct RoleAttribution
{
    private RoleAttribution(ReadOnlySpan<byte> partition, ReadOnlySpan<byte> accountId, ReadOnlySpan<byte> path, ReadOnlySpan<byte> name)
    {
        Partition = partition;
        AccountId = accountId;
        Path = path;
        Name = name;
    }

    public ReadOnlySpan<byte> Partition { get; }

    public ReadOnlySpan<byte> AccountId { get; }

    /// <summary>Such as <c>/team/ci/</c>; empty where the record does not tell.</summary>
    public ReadOnlySpan<byte> Path { get; }

    public ReadOnlySpan<byte> Name { get; }

    public bool IsRole => !Name.IsEmpty;

    public string Arn => Encoding.UTF8.GetString([.. "arn:"u8, .. Partition, .. ":iam::"u8, .. AccountId, .. ":role"u8, .. Path.IsEmpty ? "/"u8 : Path, .. Name]);

    /// <summary>
    /// The record's role. The issuer's ARN tells it with its path; some records of services lack the issuer and tell no more than the
    /// session's ARN does.
    /// </summary>
    public static RoleAttribution Of(ReadOnlySpan<byte> record, in RecordFields fields)
    {
        var type = fields.Raw(record, RecordField.IdentityType);
        if (!type.SequenceEqual("AssumedRole"u8) && !type.SequenceEqual("Role"u8))
        {
            return default;
        }

        return fields.Has(RecordField.IssuerArn)
            ? FromArn(Text(record, fields, RecordField.IssuerArn))
            : FromArn(Text(record, fields, RecordField.IdentityArn));
    }

    /// <summary>The session's name: what follows the role in the session's ARN, or the colon in the principal id.</summary>
    public static ReadOnlySpan<byte> SessionOf(ReadOnlySpan<byte> record, in RecordFields fields)
    {
        var arn = Text(record, fields, RecordField.IdentityArn);
        var resource = arn.IndexOf(":assumed-role/"u8);
        if (resource >= 0)
        {
            var session = arn.LastIndexOf((byte)'/');
            return session > resource + ":assumed-role/"u8.Length ? arn[(session + 1)..] : default;
        }

        var principal = Text(record, fields, RecordField.IdentityPrincipalId);
        var colon = principal.IndexOf((byte)':');
        return colon < 0 || !fields.Has(RecordField.IssuerArn) ? default : principal[(colon + 1)..];
    }

    /// <summary>Whether this is the role. Where the record does not tell the path, the account and the name decide: no account has two of a name.</summary>
    public bool Matches(RoleIdentity role) =>
        EqualsIgnoreCase(Name, role.Name)
        && (role.AccountId is null || Equals(AccountId, role.AccountId))
        && (role.Path is null || Path.IsEmpty || Equals(Path, role.Path));

    private static RoleAttribution FromArn(ReadOnlySpan<byte> arn)
    {
        Span<Range> parts = stackalloc Range[6];
        if (Split(arn, parts) < 6)
        {
            return default;
        }

        var partition = arn[parts[1]];
        var service = arn[parts[2]];
        var account = arn[parts[4]];
        var resource = arn[parts[5]];
        if (service.SequenceEqual("iam"u8) && resource.StartsWith("role/"u8))
        {
            var name = resource.LastIndexOf((byte)'/') + 1;
            return new RoleAttribution(partition, account, resource["role"u8.Length..name], resource[name..]);
        }

        if (resource.StartsWith("assumed-role/"u8))
        {
            var name = resource["assumed-role/"u8.Length..];
            var end = name.IndexOf((byte)'/');
            return new RoleAttribution(partition, account, default, end < 0 ? name : name[..end]);
        }

        return default;
    }

    private static int Split(ReadOnlySpan<byte> arn, Span<Range> parts)
    {
        var start = 0;
        for (var i = 0; i < parts.Length - 1; i++)
        {
            var colon = arn[start..].IndexOf((byte)':');
            if (colon < 0)
            {
                return i;
            }

            parts[i] = start..(start + colon);
            start += colon + 1;
        }

        parts[^1] = start..arn.Length;
        return parts.Length;
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> record, in RecordFields fields, RecordField field)
    {
        var raw = fields.Raw(record, field);
        return raw.Contains((byte)'\\') ? JsonText.Unescape(raw) : raw;
    }

    private static bool Equals(ReadOnlySpan<byte> bytes, string text) => Ascii.Equals(bytes, text);

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> bytes, string text) => Ascii.EqualsIgnoreCase(bytes, text);
}
