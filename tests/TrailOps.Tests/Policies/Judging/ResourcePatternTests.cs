using CsCheck;
using TrailOps.Actions;
using TrailOps.Policies;
using TrailOps.PolicyOracle;

namespace TrailOps.Tests.Policies.Judging;

/// <summary>The matchers against regular expressions.</summary>
public sealed class ResourcePatternTests
{
    private static readonly Gen<string> Part = RandomPolicies.Of("*", "?", "a", "b", "ab", "", "a*", "*b", "?a", "a?*", "**", "x:y", "/");

    private static readonly Gen<string> Pattern = Part.Array[0, 4].Select(string.Concat).Array[3, 7].Select(parts => "arn:a:" + string.Join(':', parts[1..]));

    private static readonly Gen<string> Text = RandomPolicies.Of("a", "b", "ab", "", "aab", "a:b", "/", "x").Array[0, 3].Select(string.Concat).Array[4, 6].Select(parts => "arn:a:" + string.Join(':', parts));

    [Fact]
    public void Resources_match_as_the_expression_does() => Gen.Select(Pattern, Text).Sample(
        (pattern, text) => Assert.Equal(OraclePatterns.ResourceMatches(pattern, text), new ResourcePattern(pattern, hasVariables: false).IsMatch(new PolicyRequest("a:b", text))),
        iter: 4_000);

    [Fact]
    public void Actions_match_as_the_expression_does() => Gen.Select(Part.Array[0, 6].Select(string.Concat), RandomPolicies.Of("a", "B", "ab", "Aa", "x:y", "/").Array[0, 5].Select(string.Concat)).Sample(
        (pattern, text) => Assert.Equal(OraclePatterns.ActionMatches(pattern, text), ActionPattern.IsMatch(pattern, text)),
        iter: 4_000);

    [Theory]
    [InlineData("arn:aws:s3:::${aws:username}/*", "arn:aws:s3:::alice/x", true)]
    [InlineData("arn:aws:s3:::${ aws:UserName , 'x' }/*", "arn:aws:s3:::alice/x", true)]
    [InlineData("arn:aws:s3:::${none, 'bob'}/*", "arn:aws:s3:::bob/x", true)]
    [InlineData("arn:aws:s3:::${none}/*", "arn:aws:s3:::/x", false)]
    [InlineData("arn:aws:s3:::${star}", "arn:aws:s3:::anything", false)]
    [InlineData("arn:aws:s3:::${star}", "arn:aws:s3:::*", true)]
    [InlineData("arn:aws:s3:::${many}", "arn:aws:s3:::a", false)]
    [InlineData("arn:aws:s3:::a${*}c", "arn:aws:s3:::abc", false)]
    [InlineData("arn:aws:s3:::a${", "arn:aws:s3:::a${", true)]
    public void Variables_stand_for_their_values(string pattern, string text, bool matches)
    {
        var context = new RequestContext();
        context.Set("aws:username", "alice");
        context.Set("star", "*");
        context.Set("many", "a", "b");

        // A resource with a * in its name is written as policies write it.
        var request = new PolicyRequest("s3:GetObject", text.Replace("*", "${*}", StringComparison.Ordinal)) { Context = context };
        Assert.Equal(matches, new ResourcePattern(pattern, hasVariables: true).IsMatch(request));
    }

    [Fact]
    public void The_older_version_has_no_variables() => Assert.False(
        new ResourcePattern("arn:aws:s3:::${aws:username}", hasVariables: false).IsMatch(new PolicyRequest("s3:GetObject", "arn:aws:s3:::alice")));
}
