namespace TrailOps.Tests.Elevation;

public class AdminStatementTests
{
    private const string Open = "\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"";

    [Theory]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"", "- -")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":[\"s3:*\",\"*:*\"],\"Resource\":[\"arn:aws:s3:::a\",\"*\"]", "- -")]
    [InlineData("\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"", "")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"", "")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::a\"", "")]
    [InlineData("\"Effect\":\"Allow\",\"NotAction\":\"iam:*\",\"Resource\":\"*\"", "")]
    [InlineData(Open + ",\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":\"2026-11-25T10:00:00Z\"}}", "- 2026-11-25T10:00:00")]
    [InlineData(Open + ",\"Condition\":{\"DateLessThanEquals\":{\"AWS:currenttime\":[\"2026-11-25T10:00:00Z\",\"2026-11-25T12:00:00+01:00\"]}}", "- 2026-11-25T11:00:00")]
    [InlineData(Open + ",\"Condition\":{\"DateGreaterThan\":{\"aws:CurrentTime\":\"2026-11-25T09:00:00Z\"},\"DateLessThan\":{\"aws:CurrentTime\":\"2026-11-25T10:00:00Z\"}}", "2026-11-25T09:00:00 2026-11-25T10:00:00")]
    [InlineData(Open + ",\"Condition\":{\"NumericLessThan\":{\"aws:EpochTime\":\"1795600800\"},\"DateLessThanIfExists\":{\"aws:CurrentTime\":\"2027-01-01T00:00:00Z\"}}", "- 2026-11-25T10:00:00")]
    [InlineData(Open + ",\"Condition\":{\"DateLessThan\":{\"aws:TokenIssueTime\":\"2026-11-25T10:00:00Z\"}}", "- - DateLessThan aws:TokenIssueTime = 2026-11-25T10:00:00Z")]
    [InlineData(Open + ",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"},\"DateLessThan\":{\"aws:CurrentTime\":\"2026-11-25T10:00:00Z\"}}", "- 2026-11-25T10:00:00 Bool aws:MultiFactorAuthPresent = true")]
    [InlineData(Open + ",\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":\"someday\"}}", "- - DateLessThan aws:CurrentTime = someday")]
    public void A_statement_makes_admin_for_a_time(string statement, string admin)
    {
        var found = AdminStatement.In(PolicyDocument.Parse($"{{\"Version\":\"2012-10-17\",\"Statement\":[{{{statement}}}]}}"));
        Assert.Equal(admin, string.Join('|', found.Select(s => $"{Text(s.Start)} {Text(s.End)} {s.Condition}".Trim())));
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void It_holds_from_its_start_until_before_its_end(int hour, bool isActive) => Assert.Equal(
        isActive, new AdminStatement(Hour(9), Hour(10), null).IsActiveAt(Hour(hour)));

    private static DateTime Hour(int hour) => new(2026, 11, 25, hour, 0, 0, DateTimeKind.Utc);

    private static string Text(DateTime? time) => time is { } given ? $"{given:s}" : "-";
}
