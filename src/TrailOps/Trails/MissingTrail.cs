namespace TrailOps.Trails;

/// <summary>Says that there is no trail of a name.</summary>
internal static class MissingTrail
{
    /// <summary>The sentence, with what can be done. Who has a trail's ARN from elsewhere has the credentials of another account more often than a wrong ARN.</summary>
    /// <param name="name">The trail's name or ARN.</param>
    /// <param name="where">The regions that were asked, in words.</param>
    public static string Sentence(string name, string where) => name.Split(':') is ["arn", _, "cloudtrail", _, var account, _]
        ? $"There is no trail '{name}' for these credentials. Give credentials of {account}, its account; Get-AuditTrail without a name shows which there are. Who has the bucket alone gives -BucketName where a cmdlet reads."
        : $"There is no trail '{name}' in {where}. Give its home region with -Region, or its ARN; Get-AuditTrail without a name shows which there are.";
}
