namespace TrailOps.Tests.OracleCases;

public class OracleConditionTests
{
    private const string David = """{"aws:username":["David"]}""";
    private const string Tags = """{"aws:TagKeys":["key1:legal","key2:audit"]}""";

    [Theory]
    [InlineData("""{"StringEquals":{"aws:username":"David"}}""", David, true)]
    [InlineData("""{"stringequals":{"AWS:UserName":"David"}}""", David, true)]
    [InlineData("""{"StringEquals":{"aws:username":"david"}}""", David, false)]
    [InlineData("""{"StringEquals":{"aws:username":"D*"}}""", David, false)]
    [InlineData("""{"StringEquals":{"aws:username":["Adele","David"]}}""", David, true)]
    [InlineData("""{"StringNotEquals":{"aws:username":["Adele","David"]}}""", David, false)]
    [InlineData("""{"StringEqualsIgnoreCase":{"aws:username":"david"}}""", David, true)]
    [InlineData("""{"StringNotEqualsIgnoreCase":{"aws:username":"david"}}""", David, false)]
    [InlineData("""{"StringLike":{"aws:username":"D?v*"}}""", David, true)]
    [InlineData("""{"StringLike":{"aws:username":"d*"}}""", David, false)]
    [InlineData("""{"StringNotLike":{"aws:username":"D*"}}""", David, false)]
    [InlineData("""{"StringLike":{"s3:prefix":["","home/","home/${aws:username}/"]}}""", """{"aws:username":["David"],"s3:prefix":["home/David/"]}""", true)]
    [InlineData("""{"StringLike":{"s3:prefix":["","home/"]}}""", """{"s3:prefix":[""]}""", true)]
    [InlineData("""{"StringEquals":{"a":1}}""", """{"a":["1"]}""", true)]
    [InlineData("""{"StringEquals":{"a":true}}""", """{"a":["true"]}""", true)]
    // All operators and all keys.
    [InlineData("""{"StringEquals":{"a":"1","b":"2"}}""", """{"a":["1"],"b":["2"]}""", true)]
    [InlineData("""{"StringEquals":{"a":"1","b":"2"}}""", """{"a":["1"],"b":["3"]}""", false)]
    [InlineData("""{"StringEquals":{"a":"1"},"StringLike":{"b":"2"}}""", """{"a":["1"]}""", false)]
    [InlineData("""{"StringMatches":{"a":"1"}}""", """{"a":["1"]}""", false)]
    [InlineData("""{"StringMatchesIfExists":{"a":"1"}}""", null, false)]
    [InlineData("""{"ForSomeValues:StringEquals":{"a":"1"}}""", """{"a":["1"]}""", false)]
    public void Strings(string condition, string? context, bool holds) => Assert.Equal(holds, Ask.Holds(condition, context));

    [Theory]
    [InlineData("StringEquals", false)]
    [InlineData("StringNotEquals", true)]
    [InlineData("StringEqualsIfExists", true)]
    [InlineData("StringNotEqualsIfExists", true)]
    [InlineData("ForAllValues:StringEquals", true)]
    [InlineData("ForAllValues:StringNotEquals", true)]
    [InlineData("ForAnyValue:StringEquals", false)]
    [InlineData("ForAnyValue:StringNotEquals", false)]
    [InlineData("ForAnyValue:StringNotEqualsIfExists", true)]
    [InlineData("ArnNotLike", true)]
    [InlineData("NotIpAddress", true)]
    [InlineData("NumericLessThan", false)]
    [InlineData("Bool", false)]
    public void Missing_keys(string name, bool holds)
    {
        var condition = $$"""{"{{name}}":{"aws:TagKeys":"x"} }""";

        Assert.Equal(holds, Ask.Holds(condition, null));
        Assert.Equal(holds, Ask.Holds(condition, """{"aws:TagKeys":[]}"""));
    }

    // As in the tables on keys of several values.
    [Theory]
    [InlineData("""{"ForAllValues:StringLike":{"aws:TagKeys":"key1*"}}""", Tags, false)]
    [InlineData("""{"ForAllValues:StringLike":{"aws:TagKeys":["key1*","key2*"]}}""", Tags, true)]
    [InlineData("""{"ForAllValues:StringNotLike":{"aws:TagKeys":"key1*"}}""", """{"aws:TagKeys":["key1:legal"]}""", false)]
    [InlineData("""{"ForAllValues:StringNotLike":{"aws:TagKeys":"key1*"}}""", """{"aws:TagKeys":["key1:hr","key1:personnel"]}""", false)]
    [InlineData("""{"ForAllValues:StringNotLike":{"aws:TagKeys":"key1*"}}""", """{"aws:TagKeys":["key2:audit"]}""", true)]
    [InlineData("""{"ForAllValues:StringNotLike":{"aws:TagKeys":"key1*"}}""", null, true)]
    [InlineData("""{"ForAnyValue:StringLike":{"aws:TagKeys":"key1*"}}""", Tags, true)]
    [InlineData("""{"ForAnyValue:StringLike":{"aws:TagKeys":"key3*"}}""", Tags, false)]
    [InlineData("""{"ForAnyValue:StringNotLike":{"aws:TagKeys":"key1*"}}""", Tags, true)]
    [InlineData("""{"ForAnyValue:StringNotLike":{"aws:TagKeys":["key1*","key2*"]}}""", Tags, false)]
    [InlineData("""{"StringLike":{"aws:TagKeys":"key1*"}}""", Tags, true)]
    [InlineData("""{"StringNotLike":{"aws:TagKeys":"key1*"}}""", Tags, false)]
    // Documented for DynamoDB.
    [InlineData("""{"ForAllValues:StringEquals":{"a":["ID","Message","Tags"]}}""", """{"a":["Message","Tags"]}""", true)]
    [InlineData("""{"ForAllValues:StringEquals":{"a":["ID","Message","Tags"]}}""", """{"a":["Message","UserName"]}""", false)]
    [InlineData("""{"ForAnyValue:StringEquals":{"a":["ID","PostDateTime"]}}""", """{"a":["PostDateTime","Message"]}""", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"a":["ID","PostDateTime"]}}""", """{"a":["UserName"]}""", false)]
    public void Several_values(string condition, string? context, bool holds) => Assert.Equal(holds, Ask.Holds(condition, context));

    [Theory]
    [InlineData("""{"StringEquals":{"k":"${aws:username}"}}""", """{"k":["David"],"aws:username":["David"]}""", true)]
    [InlineData("""{"StringEquals":{"k":"${aws:username}"}}""", """{"k":["David"]}""", false)]
    [InlineData("""{"StringNotEquals":{"k":"${aws:username}"}}""", """{"k":["David"]}""", true)]
    [InlineData("""{"StringEquals":{"k":"${aws:username, 'David'}"}}""", """{"k":["David"]}""", true)]
    [InlineData("""{"StringLike":{"k":"${v}"}}""", """{"k":["abc"],"v":["a*"]}""", false)]
    [InlineData("""{"StringLike":{"k":"${v}*"}}""", """{"k":["a*bc"],"v":["a*"]}""", true)]
    [InlineData("""{"StringLike":{"k":"a${*}"}}""", """{"k":["a*"]}""", true)]
    [InlineData("""{"StringLike":{"k":"a${*}"}}""", """{"k":["ab"]}""", false)]
    [InlineData("""{"StringEquals":{"k":"a${*}"}}""", """{"k":["a*"]}""", true)]
    [InlineData("""{"ArnLike":{"k":"arn:aws:iam::111122223333:user/${u}"}}""", """{"k":["arn:aws:iam::111122223333:user/David"],"u":["David"]}""", true)]
    [InlineData("""{"ArnEquals":{"k":"${v}"}}""", """{"k":["arn:aws:s3:::b"],"v":["arn:aws:s3:::b"]}""", true)]
    [InlineData("""{"ArnNotEquals":{"k":"arn:aws:s3:::${none}"}}""", """{"k":["arn:aws:s3:::b"]}""", true)]
    // Other operators have none.
    [InlineData("""{"NumericEquals":{"k":"${v}"}}""", """{"k":["1"],"v":["1"]}""", false)]
    [InlineData("""{"Bool":{"k":"${v}"}}""", """{"k":["true"],"v":["true"]}""", false)]
    public void Variables(string condition, string? context, bool holds) => Assert.Equal(holds, Ask.Holds(condition, context));

    [Theory]
    [InlineData("""{"StringEquals":{"k":"${aws:username}"}}""", """{"k":["${aws:username}"],"aws:username":["David"]}""", true)]
    [InlineData("""{"StringEquals":{"k":"${aws:username}"}}""", """{"k":["David"],"aws:username":["David"]}""", false)]
    [InlineData("""{"StringLike":{"k":"${*}"}}""", """{"k":["${x}"]}""", true)]
    public void The_older_version_has_no_variables(string condition, string? context, bool holds) =>
        Assert.Equal(holds, Ask.Holds(condition, context, "2008-10-17"));

    [Theory]
    [InlineData("true", null, true)]
    [InlineData("false", null, false)]
    [InlineData("true", """{"aws:TokenIssueTime":["2020-01-01T00:00:01Z"]}""", false)]
    [InlineData("false", """{"aws:TokenIssueTime":["2020-01-01T00:00:01Z"]}""", true)]
    [InlineData("true", """{"aws:TokenIssueTime":[]}""", true)]
    public void Null(string value, string? context, bool holds)
    {
        Assert.Equal(holds, Ask.Holds($$"""{"Null":{"aws:TokenIssueTime":"{{value}}"} }""", context));
        Assert.Equal(holds, Ask.Holds($$"""{"Null":{"aws:TokenIssueTime":{{value}} } }""", context));
        Assert.False(Ask.Holds($$"""{"NullIfExists":{"aws:TokenIssueTime":"{{value}}"} }""", context));
    }
}
