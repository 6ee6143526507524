using CsCheck;
using TrailOps.Actions;
using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

public class PolicyPatternTests
{
    [Theory]
    [InlineData("s3:GetObject", "s3:GetObject", true)]
    [InlineData("s3:GetObject", "S3:getobject", true)]
    [InlineData("s3:GetObject", "s3:GetObjectAcl", false)]
    [InlineData("s3:Get*", "s3:GetObject", true)]
    [InlineData("s3:Get*", "s3:Get", true)]
    [InlineData("s3:Get*", "s3:get*Acl", true)]
    [InlineData("s3:Get*Acl", "s3:Get*", false)]
    [InlineData("s3:*", "s3:*", true)]
    [InlineData("*", "", true)]
    [InlineData("?*", "", false)]
    [InlineData("?*", "*", false)]
    [InlineData("*?", "?*", true)]
    [InlineData("?*", "*?", true)]
    [InlineData("?*", "*a", true)]
    [InlineData("*?", "a*", true)]
    [InlineData("*", "**", true)]
    [InlineData("**", "*", true)]
    [InlineData("??", "?", false)]
    [InlineData("?", "*", false)]
    [InlineData("?", "ab", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a?c", true)]
    [InlineData("abc", "a?c", false)]
    [InlineData("*ab", "aab", true)]
    [InlineData("*ab*", "a*b", false)]
    public void Of_actions(string pattern, string other, bool covers) => Assert.Equal(covers, PolicyPattern.Covers(pattern, other, ignoreCase: true));

    [Theory]
    [InlineData("${*}", "*", false)]
    [InlineData("*", "${*}", true)]
    [InlineData("?", "${*}", true)]
    [InlineData("?", "${?}", true)]
    [InlineData("a${$}b", "a$b", true)]
    [InlineData("a$b", "a${$}b", true)]
    [InlineData("a${?}b", "a?b", false)]
    [InlineData("a${?}b", "axb", false)]
    [InlineData("${*}?", "${*}${*}", true)]
    [InlineData("home/${aws:username}/*", "home/${aws:username}/a", true)]
    [InlineData("home/${aws:username}", "home/${aws:userid}", false)]
    [InlineData("home/*", "home/${aws:username}", true)]
    [InlineData("home/?", "home/${aws:username}", false)]
    [InlineData("home/?*", "home/${aws:username}", false)]
    [InlineData("home/*name}", "home/${aws:username}", false)]
    [InlineData("a${b*", "a${bc", true)]
    [InlineData("A*", "ab", false)]
    public void Of_escaped_characters_and_variables(string pattern, string other, bool covers) =>
        Assert.Equal(covers, PolicyPattern.Covers(pattern, other, ignoreCase: false));

    [Theory]
    [InlineData("*", "arn:aws:s3:::b", true)]
    [InlineData("*", "*", true)]
    [InlineData("arn:aws:s3:::*", "*", false)]
    [InlineData("arn:aws:s3:::*", "arn:aws:s3:::b/k", true)]
    [InlineData("arn:aws:s3:::b/*", "arn:aws:s3:::b/k:l/m", true)]
    [InlineData("arn:aws:s3:::b/*", "arn:aws:s3:::B/k", false)]
    [InlineData("arn:aws:s3:::b", "arn:aws:s3:::b", true)]
    [InlineData("arn:aws:s3:::b", "arn:aws:s3:::c", false)]
    [InlineData("arn:aws:ec2:*:1:vpc/*", "arn:aws:ec2:eu-west-1:1:vpc/vpc-1", true)]
    [InlineData("arn:aws:ec2:*:1:vpc/*", "arn:aws:ec2:eu-west-1:2:vpc/vpc-1", false)]
    [InlineData("arn:aws:ec2:*:vpc/*", "arn:aws:ec2:eu-west-1:1:vpc/vpc-1", false)]
    [InlineData("arn:aws:ec2:*", "arn:aws:ec2:eu-west-1:1:vpc/vpc-1", true)]
    [InlineData("arn:*", "arn:aws", true)]
    [InlineData("arn:aws:iam::${aws:PrincipalAccount}:role/*", "arn:aws:iam::${aws:PrincipalAccount}:role/a", true)]
    [InlineData("arn:aws:iam::*:role/a", "arn:aws:iam::${aws:PrincipalAccount}:role/a", true)]
    [InlineData("arn:aws:logs:*:*:log-group:/aws/*", "arn:aws:logs:eu-west-1:1:log-group:/aws/x:*", true)]
    public void Of_resources(string pattern, string other, bool covers) => Assert.Equal(covers, PolicyPattern.CoversArn(pattern, other));

    /// <summary>z stands for the characters that no pattern contains; seven characters are enough to tell patterns of five apart.</summary>
    [Fact]
    public void Covers_what_matches_a_subset_of_all_short_texts()
    {
        var texts = Texts(7).ToArray();
        var pattern = Gen.String[Gen.Char["aab**?"], 0, 5];
        Gen.Select(pattern, pattern).Sample((wide, narrow) =>
        {
            var expected = texts.All(t => ActionPattern.IsMatch(wide, t) || !ActionPattern.IsMatch(narrow, t));
            Assert.True(expected == PolicyPattern.Covers(wide, narrow, ignoreCase: false), $"'{wide}' and '{narrow}'");
        }, iter: 20_000);
    }

    [Fact]
    public void Escaped_characters_are_characters() =>
        Gen.Select(Gen.String[Gen.Char["a$*?"], 0, 6], Gen.String[Gen.Char["axy"], 0, 6]).Sample((wide, narrow) =>
        {
            // The same pattern and text, once with x and y in them and once with the characters that need an escape.
            var pattern = wide.Replace("$", "x", StringComparison.Ordinal);
            var escaped = narrow.Replace("x", "${*}", StringComparison.Ordinal).Replace("y", "${?}", StringComparison.Ordinal);
            Assert.Equal(
                PolicyPattern.Covers(pattern, narrow, ignoreCase: false),
                PolicyPattern.Covers(wide.Replace("$", "${*}", StringComparison.Ordinal), escaped, ignoreCase: false));
        });

    [Fact]
    public void A_hostile_pattern_does_not_take_forever() =>
        Assert.False(PolicyPattern.Covers(string.Concat(Enumerable.Repeat("*a", 500)) + "b", new string('a', 5_000), ignoreCase: true));

    private static IEnumerable<string> Texts(int length) =>
        length == 0 ? [""] : Texts(length - 1).SelectMany(t => t.Length == length - 1 ? new[] { t, t + "a", t + "b", t + "z" } : [t]);
}
