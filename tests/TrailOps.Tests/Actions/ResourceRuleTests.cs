using System.Text;
using TrailOps.Actions;

namespace TrailOps.Tests.Actions;

/// <summary>What rows of resources.tsv and conditions can say, each by itself.</summary>
public class ResourceRuleTests
{
    private const string Format = "arn:${Partition}:svc:${Region}:${Account}:thing/${Name}";
    private static readonly ResourceContext Context = new("aws", "eu-central-1", "111122223333");

    [Theory]
    [InlineData("Name=a", """{"a":"x"}""", "thing/x")]
    [InlineData("Name=a", """{"A":"x"}""", "thing/x")]
    [InlineData("Name=a", """{"a":["x","y","x"]}""", "thing/x thing/y")]
    [InlineData("Name=a", """{"a":7}""", "thing/7")]
    [InlineData("Name=a", """{"a":""}""", "")]
    [InlineData("Name=a", """{"b":"x"}""", "")]
    [InlineData("Name=a.b", """{"a":[{"b":"x"},{"b":"y"}]}""", "thing/x thing/y")]
    [InlineData("Name=a.*.b", """{"a":{"p":{"b":"x"},"q":{"b":"y"}}}""", "thing/x thing/y")]
    [InlineData("Name=*Name", """{"oldName":"x","newName":"y","other":"z"}""", "thing/x thing/y")]
    [InlineData("Name=a.{}", """{"a":{"x":1,"y":2}}""", "thing/x thing/y")]
    [InlineData("Name=a(JSON).b", """{"a":"{\"b\":\"x\"}"}""", "thing/x")]
    [InlineData("Name=a(JSON).b", """{"a":"no JSON"}""", "")]
    [InlineData("Name=[kind=one*].b", """{"b":"x","kind":"ones"}""", "thing/x")]
    [InlineData("Name=[kind=one*].b", """{"b":"x","kind":"two"}""", "")]
    [InlineData("Name=l[kind=one].b", """{"l":[{"kind":"one","b":"x"},{"kind":"two","b":"y"}]}""", "thing/x")]
    [InlineData("Name=a|b", """{"b":"y","a":"x"}""", "thing/x")]
    [InlineData("Name=a|b", """{"b":"y"}""", "thing/y")]
    [InlineData("Name=a|'main'", """{}""", "thing/main")]
    [InlineData("Name=a&b", """{"b":"y","a":"x"}""", "thing/x thing/y")]
    [InlineData("Name=a+'-'+b", """{"a":"x","b":["y","z"]}""", "thing/x-y thing/x-z")]
    [InlineData("Name=a+'-'+b", """{"a":"x"}""", "")]
    [InlineData("Name=*", """{}""", "thing/*")]
    [InlineData("Name='fixed'", """{}""", "thing/fixed")]
    [InlineData("Name=a", """{"a":"arn:aws:svc:eu-west-1:444455556666:thing/x"}""", "arn:aws:svc:eu-west-1:444455556666:thing/x")]
    [InlineData("Name=a", """{"a":"arn:aws:other:eu-west-1:444455556666:kind/x"}""", "thing/x")]
    [InlineData("Name=a", """{"a":"what?*$"}""", "thing/what${?}${*}${$}")]
    [InlineData("Name=a Account=b?", """{"a":"x","b":"444455556666"}""", "arn:aws:svc:eu-central-1:444455556666:thing/x")]
    [InlineData("Name=a Account=b?", """{"a":"x"}""", "thing/x")]
    [InlineData("Name=a Region=*", """{"a":"x"}""", "arn:aws:svc:*:111122223333:thing/x")]
    [InlineData("ARN=a", """{"a":["arn:aws:svc:eu-west-1:444455556666:thing/x","arn:aws:svc:eu-west-1:444455556666:other/x","x"]}""", "arn:aws:svc:eu-west-1:444455556666:thing/x")]
    [InlineData("ARN=a+'/'+b", """{"a":"arn:aws:svc:eu-west-1:444455556666:thing/x","b":"y"}""", "arn:aws:svc:eu-west-1:444455556666:thing/x/y")]
    public void A_value_stands_where_its_path_says(string values, string request, string expected) => Assert.Equal(Arns(expected), Find("", values, "-", request));

    [Theory]
    [InlineData("lower", "ABC", "abc")]
    [InlineData("copybucket", "/from/a%20b?versionId=3", "from")]
    [InlineData("copykey", "/from/a%2Fb?versionId=3", "a/b")]
    [InlineData("copykey", "no-slash", "")]
    [InlineData("function", "f:live", "f")]
    [InlineData("function", "444455556666:function:f", "f")]
    [InlineData("functionaccount", "444455556666:function:f", "444455556666")]
    [InlineData("functionaccount", "f:live", "")]
    [InlineData("queue", "https://sqs.eu-central-1.amazonaws.com/444455556666/jobs", "jobs")]
    [InlineData("queueaccount", "https://sqs.eu-central-1.amazonaws.com/444455556666/jobs", "444455556666")]
    [InlineData("queueaccount", "http://localhost/jobs", "")]
    [InlineData("alias", "alias/app", "app")]
    [InlineData("alias", "arn:aws:kms:eu-central-1:111122223333:alias/team/app", "team/app")]
    [InlineData("key", "1234abcd", "1234abcd")]
    [InlineData("key", "arn:aws:kms:eu-central-1:111122223333:key/1234abcd", "1234abcd")]
    [InlineData("key", "alias/app", "")]
    [InlineData("loggroup", "/app:*", "/app")]
    [InlineData("parameter", "/app/db:3", "app/db")]
    [InlineData("family", "app:3", "app")]
    [InlineData("zone", "/hostedzone/Z1", "Z1")]
    [InlineData("scope", "CLOUDFRONT", "global")]
    [InlineData("scope", "REGIONAL", "regional")]
    [InlineData("model", "eu.anthropic.claude-v2", "anthropic.claude-v2")]
    [InlineData("secret", "db", "db-??????")]
    [InlineData("entity", "app", "app */app")]
    [InlineData("account", "444455556666", "444455556666")]
    [InlineData("account", "ou-abcd-12345678", "")]
    [InlineData("ou-", "ou-abcd-12345678", "abcd-12345678")]
    [InlineData("r-", "r-abcd", "abcd")]
    [InlineData("p-", "p-12345678", "12345678")]
    [InlineData("h-", "ou-abcd-12345678", "")]
    public void A_change_makes_the_value_of_a_text(string change, string text, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), ResourceChanges.Apply(change, text));

    [Theory]
    [InlineData("/team/", "team/app")]
    [InlineData("/", "app")]
    [InlineData(null, "app")]
    public void A_path_is_joined_with_a_name(string? path, string expected) =>
        Assert.Equal(Arns("thing/" + expected), Find("", "Name=path+name:joined", "-", path is null ? """{"name":"app"}""" : $$"""{"name":"app","path":"{{path}}"}"""));

    [Fact]
    public void A_parents_ARN_is_that_of_what_is_inside_of_it_without_its_end() => Assert.Equal(
        ["arn:aws:svc:eu-west-1:444455556666:thing/x"], Find("", "ARN=a:parent", "-", """{"a":"arn:aws:svc:eu-west-1:444455556666:thing/x:live"}"""));

    [Fact]
    public void Each_ending_is_a_resource() => Assert.Equal(Arns("thing/x thing/x/* thing/x:*"), Find("", "Name=a", "- /* :*", """{"a":"x"}"""));

    [Theory]
    [InlineData("", true)]
    [InlineData("*", true)]
    [InlineData("a", true)]
    [InlineData("!a", false)]
    [InlineData("!c", true)]
    [InlineData("a~x*", true)]
    [InlineData("a~X*", true)]
    [InlineData("a~y*", false)]
    [InlineData("a!~y*", true)]
    [InlineData("c!~y*", true)]
    [InlineData("list~two", true)]
    [InlineData("list!~two", false)]
    [InlineData("a list !c", true)]
    [InlineData("a list c", false)]
    [InlineData("nothing", false)]
    [InlineData("empty", false)]
    [InlineData("part", true)]
    public void A_condition_holds(string when, bool expected)
    {
        const string request = """{"a":"xyz","list":["one","two"],"nothing":"","empty":{},"part":{"d":true}}""";
        Assert.Equal(expected ? Arns("thing/n") : [], Find(when, "Name='n'", "-", request));
    }

    [Fact]
    public void A_row_can_say_that_there_is_no_such_resource()
    {
        var shape = new RequestShape();
        var rule = ResourceRule.OfTable(["svc", "*", "thing", "", "a", "-", "-", ""], shape);
        Assert.True(rule.Excludes(shape.Read("""{"a":"x"}"""u8)));
        Assert.False(rule.Excludes(shape.Read("""{"b":"x"}"""u8)));
        Assert.False(rule.IsAbout(new ArnFormat(Format)));
    }

    private static List<string> Find(string when, string values, string endings, string request)
    {
        var shape = new RequestShape();
        var rule = ResourceRule.OfTable(["svc", "*", "thing", "", when, values, endings, ""], shape);
        return rule.Find(shape.Read(Encoding.UTF8.GetBytes(request)), new ArnFormat(Format), Context);
    }

    private static List<string> Arns(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => t.StartsWith("arn:", StringComparison.Ordinal) ? t : "arn:aws:svc:eu-central-1:111122223333:" + t)];
}
