using CsCheck;
using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

/// <summary>Policies are compared by what they mean.</summary>
public sealed class PolicyComparisonTests
{
    private const string Read = """ "Effect":"Allow","Action":["s3:GetObject","s3:GetObjectVersion"],"Resource":"arn:aws:s3:::a/*" """;

    [Theory]
    [InlineData(Read, """ "Sid":"x","Effect":"Allow","Action":["s3:getobjectversion","s3:getobject"],"Resource":["arn:aws:s3:::a/*","arn:aws:s3:::a/b*","arn:aws:s3:::a/*"] """)]
    [InlineData(""" "Effect":"Allow","Action":"sqs:*","Resource":"*" """, """ "Effect":"Allow","Action":["sqs:A*","sqs:?*","sqs:SendMessage"],"Resource":["arn:aws:sqs:*:*:q","*"] """)]
    [InlineData(""" "Effect":"Deny","NotAction":"*","Resource":"*" """, """ "Effect":"Allow","NotAction":["*:*"],"Resource":"*" """)]
    [InlineData(
        """ "Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringLike":{"aws:RequestedRegion":["b","a"]},"Bool":{"aws:SecureTransport":true}} """,
        """ "Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"bool":{"AWS:securetransport":"True"},"StringEquals":{"aws:requestedregion":["a","b","a"]}} """)]
    [InlineData(""" "Effect":"Allow","Action":"s3:GetObject","Resource":"*" """, """ "Effect":"Allow","Action":"s3:GetObject","Resource":"*"},{"Effect":"Allow","Action":"s3:Get*Object","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}} """)]
    [InlineData(""" "Effect":"Deny","Action":"s3:GetObject","Resource":"*" """, """ "Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*"},{"Effect":"Deny","Action":"s3:GetObject","Resource":"*" """)]
    [InlineData(""" "Effect":"Allow","Action":"nothing:Known","Resource":"*" """, """ "Effect":"Allow","Action":"NOTHING:known","Resource":"*" """)]
    [InlineData(""" "Effect":"Allow","Action":"s3:GetObject","NotResource":["arn:aws:s3:::b/*","arn:aws:s3:::a/*"] """, """ "Effect":"Allow","Action":"s3:GetObject","NotResource":["arn:aws:s3:::a/*","arn:aws:s3:::b/*","arn:aws:s3:::a/b"] """)]
    public void The_same_meaning_gives_nothing(string one, string other)
    {
        Assert.Empty(Compare(one, other));
        Assert.Empty(Compare(other, one));
    }

    [Theory]
    [InlineData(Read, """ "Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*" """, "- s3:GetObjectVersion on arn:aws:s3:::a/*")]
    [InlineData(Read, """ "Effect":"Allow","Action":"s3:GetObject*","Resource":"arn:aws:s3:::a/*","Condition":{"Bool":{"aws:SecureTransport":"true"}} """, "- s3:GetObject on arn:aws:s3:::a/*")]
    [InlineData(Read, """ "Effect":"Allow","Action":["s3:GetObject","s3:GetObjectVersion"],"Resource":["arn:aws:s3:::a/*","arn:aws:s3:::b/*"] """, "+ s3:GetObject on arn:aws:s3:::b/*")]
    [InlineData(Read, """ "Effect":"Allow","Action":["s3:GetObject","s3:GetObjectVersion"],"Resource":"arn:aws:s3:::a/x*" """, "- s3:GetObject on arn:aws:s3:::a/*")]
    [InlineData(Read, Read + """ },{"Effect":"Deny","Action":"s3:GetObject","Resource":"*" """, "- s3:GetObject on arn:aws:s3:::a/*, + deny s3:GetObject on *")]
    [InlineData(""" "Effect":"Allow","Action":"s3:GetObject","Resource":"*" """, """ "Effect":"Allow","Action":"s3:GetObject","NotResource":"arn:aws:s3:::a/*" """, "- s3:GetObject on *")]

    // Actions that the catalogue does not know are what patterns cover, too.
    [InlineData(""" "Effect":"Allow","Action":"nothing:Known","Resource":"*" """, """ "Effect":"Allow","Action":["NOTHING:K*","s3:GetObject"],"Resource":"*" """, "+ NOTHING:K* on *")]
    [InlineData(""" "Effect":"Allow","Action":["nothing:Known","s3:GetNothing"],"Resource":"*" """, """ "Effect":"Allow","Action":["nothing:Known","s3:Get*"],"Resource":"*" """, "+ s3:GetObject on *")]
    [InlineData(""" "Effect":"Allow","Action":["nothing:Known","nothing:Other"],"Resource":"*" """, """ "Effect":"Allow","NotAction":["nothing:o*","s3:*"],"Resource":"*" """, "- nothing:Other on *")]
    [InlineData(""" "Effect":"Allow","Action":"nothing:Known","Resource":"*" """, """ "Effect":"Allow","Action":"nothing:Known","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*" """, "- nothing:Known on *")]
    public void What_comes_and_goes_is_told(string one, string other, string first)
    {
        var rows = Compare(one, other).Select(row => row.ToString()).ToList();
        Assert.Equal(first, string.Join(", ", rows.Where(row => row.Contains("s3:GetObject on", StringComparison.Ordinal) || row.Contains("nothing:", StringComparison.OrdinalIgnoreCase) && !row.Contains(" deny ", StringComparison.Ordinal) || rows.Count == 1).Take(first.Split(", ").Length)));
    }

    [Fact]
    public void What_stays_is_told_beside()
    {
        var row = Compare(Read, """ "Effect":"Allow","Action":["s3:GetObject","s3:GetObjectVersion"],"Resource":"arn:aws:s3:::a/x*" """)[0];
        Assert.Equal((RolePolicyChange.Removed, "Allow", "s3:GetObject", IamAccessLevel.Read, null), (row.Change, row.Effect, row.Action, row.AccessLevel, row.Condition));
        Assert.Equal(["arn:aws:s3:::a/x*"], row.Kept);
    }

    [Fact]
    public void Random_policies_are_equal_to_themselves_in_another_order() => RandomPolicies.Document.Sample(
        document =>
        {
            var other = new PolicyDocument([.. document.Statement.Reverse().Select(s => s with { Action = [.. s.Action.Reverse()], Resource = [.. s.Resource.Reverse()], Sid = null })]) { Version = document.Version };
            Assert.Empty(PolicyComparison.Compare([document], [other]));
        },
        iter: 25);

    [Fact]
    public void Turning_the_sides_turns_the_signs() => Gen.Select(RandomPolicies.Document, RandomPolicies.Document).Sample(
        (one, other) =>
        {
            IEnumerable<string> Rows(PolicyDocument a, PolicyDocument b, RolePolicyChange change) => PolicyComparison.Compare([a], [b]).Where(r => r.Change == change).Select(r => r.ToString()[1..]);
            Assert.Equal(Rows(one, other, RolePolicyChange.Added), Rows(other, one, RolePolicyChange.Removed));
        },
        iter: 10);

    private static IReadOnlyList<RolePolicyDifference> Compare(string one, string other) => PolicyComparison.Compare([Document(one)], [Document(other)]);

    private static PolicyDocument Document(string statement) => PolicyDocument.Parse("{\"Version\":\"2012-10-17\",\"Statement\":[{" + statement + "}]}");
}
