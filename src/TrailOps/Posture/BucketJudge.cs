using TrailOps.Trails;

namespace TrailOps.Posture;

/// <summary>Judges a trail's bucket by what was seen of it.</summary>
internal static class BucketJudge
{
    /// <summary>Conditions by which a statement that names everyone is about somebody after all.</summary>
    private static readonly string[] WhoKeys = ["aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:userid", "aws:PrincipalTag"];

    public static IEnumerable<AuditTrailCheck> Judge(TrailFacts facts)
    {
        var (bucket, remedies, name) = (facts.Bucket, new Remedies(facts), facts.Delivery.Bucket);
        if (facts.ExpectedBucket is { } expected)
        {
            yield return Check("BucketName", name == expected, $"It delivers to {name}{(name == expected ? "" : $", not {expected}")}.", remedies.Bucket(expected));
        }

        yield return From("BucketOwner", bucket.Presence, presence => presence == BucketPresence.Own, presence => presence switch
        {
            BucketPresence.Own => $"{name} is of {bucket.Account}.",
            BucketPresence.Foreign => $"{name} is of another account than {bucket.Account}.",
            _ => $"There is no bucket {name}: nothing is delivered, and a stranger can make one of the name and have the logs.",
        }, bucket.Presence is { Why: null, Value: BucketPresence.Missing } ? remedies.Restore() : remedies.Bucket(null));
        if (bucket.Presence is { Why: null, Value: not BucketPresence.Own and var presence })
        {
            var why = presence == BucketPresence.Missing ? $"There is no bucket {name}" : $"{name} is of another account than {bucket.Account}. Where it should be, give -BucketAccountId, or that account's -BucketProfileName";
            foreach (var rule in AuditTrailCheckRule.All.Where(rule => rule.Id.StartsWith("Bucket", StringComparison.Ordinal) && rule.Id is not ("BucketName" or "BucketOwner")))
            {
                yield return rule.Found(null, why + ".", null);
            }

            yield break;
        }

        foreach (var check in OfPolicy(facts, remedies).Concat(OfSettings(facts, remedies)))
        {
            yield return check;
        }
    }

    private static IEnumerable<AuditTrailCheck> OfSettings(TrailFacts facts, Remedies remedies)
    {
        var bucket = facts.Bucket;
        yield return From("BucketOwnership", bucket.Ownership, ownership => ownership == "BucketOwnerEnforced", ownership => ownership is null ? "Ownership was never set." : $"It is {ownership}.", remedies.Restore("put-bucket-ownership-controls", "--ownership-controls 'Rules=[{ObjectOwnership=BucketOwnerEnforced}]'"));
        yield return From("BucketVersioning", bucket.Versioning, versioning => versioning.Status == "Enabled", versioning => versioning.Status is null ? "It was never switched on." : $"It is {versioning.Status}.", remedies.Restore("put-bucket-versioning", "--versioning-configuration Status=Enabled"));
        yield return From("BucketMfaDelete", bucket.Versioning, versioning => versioning.HasMfaDelete, versioning => versioning.HasMfaDelete ? "It is on." : "It is off.", remedies.MfaDelete);
        yield return From("BucketObjectLock", bucket.Lock, locked => locked is { Mode: not null, Days: > 0 }, locked => locked switch
        {
            null => "It has no Object Lock.",
            { Mode: { } mode, Days: > 0 and var days } => $"It is locked for {days} days ({mode}).",
            _ => "Object Lock is on, without a default retention: nothing is locked.",
        }, remedies.Lock);
        yield return From("BucketLifecycle", bucket.Rules, rules => rules.Early.Count == 0, rules => rules.Early.Count == 0 ? $"No rule takes logs away before {facts.RetentionDays} days." : Sentence(rules.Early.Select(rule => rule.Words)), remedies.Lifecycle);
        yield return From("BucketEncryption", bucket.Encryption, encryption => IsEncrypted(facts, encryption), encryption => encryption is { } rule ? $"It encrypts with {(rule.Key is { } key ? $"{key} ({rule.Algorithm})" : rule.Algorithm)}." : "It has no default encryption.", remedies.Restore("put-bucket-encryption", remedies.EncryptionArguments));
        yield return From("BucketAccessLogging", bucket.LoggingTarget, target => target is not null && target != facts.Delivery.Bucket, target => target is null ? "They are not logged." : target == facts.Delivery.Bucket ? "They are logged to the bucket itself." : $"They are logged to {target}.", remedies.AccessLogging);
        yield return From("BucketPublicAccessBlock", bucket.NotBlocked, off => off.Count == 0, off => off.Count == 0 ? "All four settings are on." : $"Not set at the bucket: {string.Join(", ", off)}.", remedies.Restore("put-public-access-block", "--public-access-block-configuration 'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true'"));
    }

    private static IEnumerable<AuditTrailCheck> OfPolicy(TrailFacts facts, Remedies remedies)
    {
        var bucket = facts.Bucket;
        var isOpen = bucket.IsPolicyPublic is { Why: null, Value: true } || bucket.PublicGrants is { Why: null, Value.Count: > 0 };
        yield return isOpen
            ? Check("BucketNotPublic", false, bucket.IsPolicyPublic is { Why: null, Value: true } ? "Its policy lets everyone in." : $"Its access control list lets in {string.Join(", ", bucket.PublicGrants.Value)}.", bucket.IsPolicyPublic is { Why: null, Value: true } ? remedies.Policy(Foreign(facts)) : remedies.PrivateAcl)
            : Check("BucketNotPublic", (bucket.IsPolicyPublic.Why ?? bucket.PublicGrants.Why) is null ? true : null, (bucket.IsPolicyPublic.Why ?? bucket.PublicGrants.Why) is { } why ? End(why) : "Neither its policy nor its access control list is public.", null);
        string[] ids = ["BucketForeignAccess", "BucketDeliveryPolicy", "BucketSourceArn", "BucketTlsOnly"];
        if (bucket.Policy.Why is { } unseen)
        {
            foreach (var id in ids)
            {
                yield return Check(id, null, End(unseen), null);
            }

            yield break;
        }

        if (bucket.Policy.Value is not { } policy)
        {
            yield return Check("BucketForeignAccess", true, "It has no policy.", null);
            yield return Check("BucketDeliveryPolicy", false, "It has no policy: CloudTrail may not deliver.", remedies.Restore());
            yield return Check("BucketSourceArn", true, "It has no policy.", null);
            yield return Check("BucketTlsOnly", false, "It has no policy.", remedies.Restore());
            yield break;
        }

        List<AuditTrailCheck> checks;
        try
        {
            checks = [.. OfPolicy(facts, policy, remedies)];
        }
        catch (PolicyDocumentException e)
        {
            checks = [.. ids.Select(id => Check(id, null, End($"The policy can't be read: {e.Message}"), null))];
        }

        foreach (var check in checks)
        {
            yield return check;
        }
    }

    private static IEnumerable<AuditTrailCheck> OfPolicy(TrailFacts facts, string policy, Remedies remedies)
    {
        var delivery = facts.Delivery;
        var foreign = Foreign(facts);
        yield return Check("BucketForeignAccess", foreign.Count == 0, foreign.Count == 0 ? "Its policy lets in none." : Sentence(foreign.Select(statement => $"{Told(statement)} lets in {statement.Principal?.ToString() ?? $"all but {statement.NotPrincipal}"}")), remedies.Policy(foreign));
        var obstacle = TrailBucketPolicy.Complete(policy, delivery, isTlsOnly: false) is not null ? "It does not let this trail deliver"
            : TrailBucketPolicy.Obstacle(policy, delivery, facts.Bucket.Account, facts.Trail.KmsKeyId) is { } denial ? $"It does, and {denial}"
            : null;
        var denying = obstacle is null ? [] : TrailBucketPolicy.Denying(policy, delivery, facts.Bucket.Account);
        yield return Check("BucketDeliveryPolicy", obstacle is null, obstacle is null ? "It lets this trail deliver." : End(obstacle), denying.Count > 0 ? remedies.Policy(denying) : remedies.Restore());
        var openers = TrailBucketPolicy.IsOpenToOthers(policy, delivery) ? TrailBucketPolicy.Opening(policy, delivery) : [];
        yield return Check("BucketSourceArn", openers.Count == 0, openers.Count == 0 ? "It lets in no trail of another account." : Sentence(openers.Select(statement => $"{Told(statement)} lets trails of other accounts deliver")), remedies.Policy(openers));
        var isTlsOnly = TrailBucketPolicy.IsTlsOnly(policy, delivery);
        yield return Check("BucketTlsOnly", isTlsOnly, isTlsOnly ? "It denies them." : "It does not deny them.", remedies.Restore());
    }

    /// <summary>The statements that let in somebody of another account.</summary>
    private static IReadOnlyList<PolicyStatement> Foreign(TrailFacts facts)
    {
        try
        {
            return facts.Bucket.Policy is { Why: null, Value: { } policy } ? [.. PolicyDocument.ParseResourcePolicy(policy).Statement.Where(statement => statement.Effect == "Allow" && IsForeign(statement, facts))] : [];
        }
        catch (PolicyDocumentException)
        {
            return [];
        }
    }

    private static bool IsForeign(PolicyStatement statement, TrailFacts facts)
    {
        if (statement.NotPrincipal is not null || statement.Principal?.IsForEveryone == true)
        {
            return statement.Condition?.Values.SelectMany(keys => keys.Keys).Any(key => WhoKeys.Any(who => key.StartsWith(who, StringComparison.OrdinalIgnoreCase))) != true;
        }

        // Who is named is let in, whatever the condition.
        return statement.Principal?.Where(kind => kind.Key is "AWS" or "CanonicalUser" or "Federated").SelectMany(kind => kind.Value.Select(value => (kind.Key, value)))
            .Any(who => who.Key != "AWS" || (AccountOf(who.value) is var account && account != facts.Bucket.Account && account != facts.Delivery.AccountId)) == true;
    }

    private static string AccountOf(string principal) => principal.Split(':') is { Length: > 4 } parts ? parts[4] : principal;

    private static bool IsEncrypted(TrailFacts facts, (string Algorithm, string? Key, bool HasBucketKey)? encryption) =>
        encryption is { } rule && (facts.Trail.KmsKeyId is not { } key || (rule.Key is { } own && (own == key || key.EndsWith("/" + own, StringComparison.Ordinal) || own.EndsWith("/" + key, StringComparison.Ordinal))));

    private static string Told(PolicyStatement statement) => statement.Sid is { Length: > 0 } sid ? $"the statement {sid}" : $"an {statement.Effect} without an id";

    private static string Sentence(IEnumerable<string> clauses) => string.Join("; ", clauses) is { Length: > 0 } text ? char.ToUpperInvariant(text[0]) + text[1..] + "." : "";

    private static string End(string text) => text.TrimEnd('.') + ".";

    private static AuditTrailCheck From<T>(string id, Seen<T> seen, Func<T, bool> isGood, Func<T, string> tell, string? remedy) =>
        seen.Why is { } why ? Check(id, null, End(why), remedy) : Check(id, isGood(seen.Value), tell(seen.Value), remedy);

    private static AuditTrailCheck Check(string id, bool? passed, string evidence, string? remedy) => AuditTrailCheckRule.Of(id).Found(passed, evidence, remedy);
}
