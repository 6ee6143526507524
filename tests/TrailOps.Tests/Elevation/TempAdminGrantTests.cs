using CsCheck;
using TrailOps.Tests.Actions;

namespace TrailOps.Tests.Elevation;

public class TempAdminGrantTests
{
    private static readonly DateTime End = new(2026, 11, 30, 16, 44, 15, DateTimeKind.Utc);

    [Fact]
    public void A_policy_tells_its_grant_by_its_name()
    {
        var grant = new TempAdminGrant("k3f9x2abcd", TempAdminKind.Inline, End);
        Assert.Equal("TrailOps-TempAdmin-k3f9x2abcd-20261130T164415Z", grant.PolicyName);
        Assert.Equal(grant, TempAdminGrant.OfPolicy(grant.PolicyName));
        Assert.Equal(DateTimeKind.Utc, TempAdminGrant.OfPolicy(grant.PolicyName)!.End.Kind);
    }

    [Theory]
    [InlineData("work")]
    [InlineData("TrailOps-TempAdmin-")]
    [InlineData("TrailOps-TempAdmin-k3f9x2abcd")]
    [InlineData("TrailOps-TempAdmin-k3f9x2abcd-20261330T164415Z")]
    [InlineData("TrailOps-TempAdmin-k3f9x2abc-20261130T164415Z")]
    [InlineData("TrailOps-TempAdmin-K3F9X2ABCD-20261130T164415Z")]
    [InlineData("trailops-tempadmin-k3f9x2abcd-20261130T164415Z")]
    [InlineData("TrailOps-TempAdmin-k3f9x2abcd-20261130T164415Z-x")]
    public void Other_names_are_nobody_s(string name) => Assert.Null(TempAdminGrant.OfPolicy(name));

    [Theory]
    [InlineData(null, false, false, "2026-11-30T16:44:15Z inline")]
    [InlineData("OPS-42", false, false, "2026-11-30T16:44:15Z inline - OPS-42")]
    [InlineData("kept - why, \"so\"?", true, true, "2026-11-30T16:44:15Z inline kept released - kept - why=002C =0022so=0022=003F")]
    public void A_tag_tells_its_grant(string? reason, bool isKept, bool isReleased, string value)
    {
        var grant = new TempAdminGrant("k3f9x2abcd", TempAdminKind.Inline, End) { Reason = reason, IsKept = isKept, IsReleased = isReleased };
        Assert.Equal(("TrailOps:TempAdmin:k3f9x2abcd", value), (grant.TagKey, grant.TagValue));
        Assert.Equal(grant, TempAdminGrant.OfTag(grant.TagKey, grant.TagValue));

        // Keys of tags have no case.
        Assert.Equal(grant, TempAdminGrant.OfTag("TRAILOPS:TEMPADMIN:K3F9X2ABCD", grant.TagValue));
    }

    [Theory]
    [InlineData("team", "2026-11-30T16:44:15Z inline")]
    [InlineData("TrailOps:TempAdmin:x", "2026-11-30T16:44:15Z inline")]
    [InlineData("TrailOps:TempAdmin:k3f9x2abcd", "")]
    [InlineData("TrailOps:TempAdmin:k3f9x2abcd", "2026-11-30T16:44:15Z")]
    [InlineData("TrailOps:TempAdmin:k3f9x2abcd", "2026-11-30T16:44:15Z ")]
    [InlineData("TrailOps:TempAdmin:k3f9x2abcd", "someday inline")]
    [InlineData("TrailOps:TempAdmin:k3f9x2abcd", "2026-11-30T16:44:15Z policy/x")]
    public void Other_tags_are_nobody_s(string key, string value) => Assert.Null(TempAdminGrant.OfTag(key, value));

    [Fact]
    public void Whatever_is_written_is_read_again_and_has_no_sign_that_tags_can_not_have() => Gen.Select(Gen.String[0, 40], Gen.String[Gen.Char["abc+=,.@-/_XYZ09"], 1, 40], Gen.Bool, Gen.Bool).Sample((reason, name, kept, released) =>
    {
        var grant = new TempAdminGrant(TempAdminGrant.NewId(), TempAdminKind.Managed, End) { PolicyArn = $"arn:aws:iam::111122223333:policy/{name}", Reason = reason, IsKept = kept, IsReleased = released };
        Assert.Equal(grant, TempAdminGrant.OfTag(grant.TagKey, grant.TagValue));
        Assert.Matches(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$", grant.TagValue);
    });

    [Fact]
    public void Ids_are_never_the_same() => Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => TempAdminGrant.NewId()).Distinct().Count());

    [Fact]
    public void The_document_allows_everything_until_the_end()
    {
        var statement = Assert.Single(AdminStatement.In(PolicyDocument.Parse(new TempAdminGrant("k3f9x2abcd", TempAdminKind.Inline, End).Document)));
        Assert.Equal((null, (DateTime?)End, null), (statement.Start, statement.End, statement.Condition));
        Assert.True(statement.IsActiveAt(End.AddSeconds(-1)));
        Assert.False(statement.IsActiveAt(End));
    }

    [Fact]
    public void Events_of_the_probe_count_for_no_policy_and_others_of_such_a_session_do()
    {
        static string Record(string name) => $$$"""{"eventTime":"2026-11-30T10:00:00Z","eventSource":"sts.amazonaws.com","eventName":"{{{name}}}","awsRegion":"us-east-1","eventID":"{{{Guid.NewGuid()}}}","userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/deployer/TrailOps-Probe-k3f9x2abcd","accountId":"111122223333"}}""";
        var (probe, other) = (EventCase.Parse(Record("DecodeAuthorizationMessage")), EventCase.Parse(Record("GetAccessKeyInfo")));
        Assert.True(probe.IsProbe);
        Assert.False(other.IsProbe);
    }
}
