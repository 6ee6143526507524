using TrailOps.Events;

namespace TrailOps.Actions;

/// <summary>What ARNs of an event's resources are made with, besides its request.</summary>
/// <param name="Partition">Such as <c>aws</c>.</param>
/// <param name="Region">The region that was called.</param>
/// <param name="Account">The account whose resources are meant where the request names none.</param>
internal sealed record ResourceContext(string Partition, string Region, string Account)
{
    [ThreadStatic]
    private static (byte[] Region, byte[] Account, byte[] Role, ResourceContext Context)? _last;

    /// <summary>An event's. Most are that of the event before.</summary>
    public static ResourceContext Of(RoleEvent e)
    {
        var region = e.Raw(RecordField.AwsRegion);
        var account = e.Raw(RecordField.RecipientAccountId);
        var role = e.Raw(RecordField.IssuerArn);
        if (_last is { } last && !account.IsEmpty && !role.IsEmpty
            && region.SequenceEqual(last.Region) && account.SequenceEqual(last.Account) && role.SequenceEqual(last.Role))
        {
            return last.Context;
        }

        var arn = e.RoleArn;
        var context = new ResourceContext(arn[4..arn.IndexOf(':', 4)], Known(e.Region), Known(e.AccountId));
        _last = (region.ToArray(), account.ToArray(), role.ToArray(), context);
        return context;
    }

    private static string Known(string? part) => part is { Length: > 0 } ? ResourceText.Escape(part) : "*";
}
