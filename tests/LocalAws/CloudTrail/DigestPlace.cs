using System.Globalization;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>Where the digests of a chain lie, and how they are called.</summary>
/// <param name="Account">Whose events they are about.</param>
/// <param name="Region">Where the events were.</param>
/// <param name="Trail">The trail's name.</param>
/// <param name="Home">The trail's home region.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Root">The folder of the account: <c>[prefix/]AWSLogs/[o-…/]A</c>.</param>
internal sealed record DigestPlace(string Account, string Region, string Trail, string Home, string Bucket, string Root)
{
    /// <summary>The key of the digest that ends at a time.</summary>
    public string Digest(DateTimeOffset end, bool isBackfill = false) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Root}/CloudTrail-Digest/{Region}/{end:yyyy\\/MM\\/dd}/{Account}_CloudTrail-Digest_{Region}_{Trail}_{Home}_{end:yyyyMMdd'T'HHmmss'Z'}{(isBackfill ? "_backfill" : "")}.json.gz");

    /// <summary>The key of a log that is delivered at a time.</summary>
    public string Log(DateTimeOffset time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Root}/CloudTrail/{Region}/{time:yyyy\\/MM\\/dd}/{Account}_CloudTrail_{Region}_{time:yyyyMMdd'T'HHmm'Z'}_{World.Ids.LogName()}.json.gz");
}
