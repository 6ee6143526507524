using TrailOps.Trails;

namespace TrailOps.Tests.Trails;

public class EventSelectorTests
{
    private const string Table = "arn:aws:dynamodb:eu-central-1:111122223333:table/";

    [Theory]
    [InlineData("All", true, "", "", "all management events")]
    [InlineData(null, null, "", "", "all management events")]
    [InlineData("ReadOnly", true, "", "", "read-only management events")]
    [InlineData("WriteOnly", true, "kms.amazonaws.com", "", "write-only management events without KMS")]
    [InlineData("All", true, "kms.amazonaws.com rdsdata.amazonaws.com", "", "all management events without KMS and RDS Data")]
    [InlineData("All", false, "", "", "no events")]
    [InlineData("All", false, "kms.amazonaws.com", "AWS::S3::Object=arn:aws:s3:::tf-state/env/", "all events of objects in s3://tf-state/env/")]
    [InlineData("WriteOnly", false, "", "AWS::S3::Object=arn:aws:s3:::a/ AWS::S3::Object=arn:aws:s3:::b/pre", "writes to objects in s3://a/ and s3://b/pre*")]
    [InlineData("WriteOnly", true, "", "AWS::S3::Object=arn:aws:s3", "write-only management events; writes to objects in all buckets")]
    [InlineData("All", false, "", "AWS::S3::Object=arn:aws-cn:s3:::", "all events of objects in all buckets")]
    [InlineData("All", false, "", "AWS::S3::Object=arn:aws:s3:::a/ AWS::S3::Object=arn:aws:s3", "all events of objects in all buckets")]
    [InlineData("ReadOnly", false, "", "AWS::DynamoDB::Table=" + Table + "lock", "reads of items in DynamoDB table lock")]
    [InlineData("All", false, "", "AWS::DynamoDB::Table=arn:aws:dynamodb", "all events of items in all DynamoDB tables")]
    [InlineData("All", false, "", "AWS::Lambda::Function=arn:aws:lambda", "all events of all Lambda functions")]
    [InlineData("All", true, "", "AWS::Lambda::Function=arn:aws:lambda:eu-west-1:1:function:f AWS::S3::Object=arn:aws:s3", "all management events; all events of Lambda function arn:aws:lambda:eu-west-1:1:function:f; all events of objects in all buckets")]
    [InlineData("All", false, "", "AWS::S3::Object=", "no events")]
    public void A_basic_selector_is_one_of_management_events_and_one_of_each_kind_of_resource(string? calls, bool? management, string excluded, string resources, string words)
    {
        var selectors = BasicSelectors.Read(
            calls, management, excluded.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            resources.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split('=')).Select(r => (r[0], (IReadOnlyList<string>)(r[1].Length > 0 ? [r[1]] : [])))).ToList();
        Assert.Equal(words, SelectorWords.Of(selectors));
        Assert.All(selectors, selector => Assert.Equal(selector.Description, $"{selector}"));
    }

    public static TheoryData<AuditTrailEventSelector, string> Described => new()
    {
        { S3("StartsWith arn:aws:s3:::tf-state/env/", isReadOnly: false), "writes to objects in s3://tf-state/env/" },
        { S3("StartsWith arn:${AWS::Partition}:s3:::tf-state/"), "all events of objects in s3://tf-state/" },
        { S3("EqualTo arn:aws:s3:::tf-state/env/main.tfstate"), "all events of object s3://tf-state/env/main.tfstate" },
        { S3("NotStartsWith arn:aws:s3:::logs/"), "all events of objects in all buckets but s3://logs/" },
        { S3("EndsWith .tfstate"), "all events of objects in all buckets where resources.ARN ends with .tfstate" },
        { S3("StartsWith arn:aws:s3:::a/", Field("eventName", "EqualTo DeleteObject DeleteObjects")), "DeleteObject and DeleteObjects of objects in s3://a/" },
        { S3("StartsWith arn:aws:s3:::a/", Field("eventName", "StartsWith Put")), "all events of objects in s3://a/ where eventName starts with Put" },
        {
            S3("StartsWith arn:aws:s3:::a/ arn:aws:s3:::b/ arn:aws:s3:::c/ arn:aws:s3:::d/ arn:aws:s3:::e/ arn:aws:s3:::f/ arn:aws:s3:::g/"),
            "all events of objects in s3://a/, s3://b/, s3://c/, s3://d/, s3://e/ and 2 more"
        },
        { Data("AWS::DynamoDB::Table", "EqualTo " + Table + "lock"), "all events of items in DynamoDB table lock" },
        { Data("AWS::DynamoDB::Table", "EqualTo arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/lock"), "all events of items in DynamoDB table lock" },
        { Data("AWS::DynamoDB::Table", "EqualTo " + Table + "a " + Table + "b"), "all events of items in DynamoDB tables a and b" },
        { Data("AWS::DynamoDB::Table", "StartsWith " + Table + "a-"), "all events of items in DynamoDB table a-*" },
        { Data("AWS::Lambda::Function", "EqualTo arn:aws:lambda:eu-west-1:1:function:f", Field("eventName", "EqualTo Invoke")), "Invoke of Lambda function arn:aws:lambda:eu-west-1:1:function:f" },
        { Data("AWS::SNS::Topic", "EqualTo arn:aws:sns:eu-west-1:1:t", Field("userIdentity.arn", "NotStartsWith arn:aws:sts::1:assumed-role/ci/")), "all events of AWS::SNS::Topic arn:aws:sns:eu-west-1:1:t where userIdentity.arn does not start with arn:aws:sts::1:assumed-role/ci/" },
        { AuditTrailEventSelector.Data("AWS::SNS::Topic", []), "all events of every AWS::SNS::Topic" },
        { Advanced("NetworkActivity", Field("eventSource", "EqualTo kms.amazonaws.com")), "network activity of kms.amazonaws.com" },
        { Advanced("NetworkActivity", Field("eventSource", "EqualTo kms.amazonaws.com"), Field("errorCode", "EqualTo VpceAccessDenied")), "network activity of kms.amazonaws.com that an endpoint's policy refused" },
        { Advanced("Management", Field("eventSource", "EqualTo iam.amazonaws.com")), "all management events where eventSource is iam.amazonaws.com" },
        { Advanced("Insight", Field("eventName", "NotEquals a b")), "events where eventCategory is Insight and eventName is not a or b" },
        { Advanced("Insight", Field("eventName", "EqualTo a StartsWith b c EndsWith d NotEquals be NotStartsWith bo NotEndsWith z")), "events where eventCategory is Insight and eventName is a or starts with b or c or ends with d and is not be and does not start with bo and does not end with z" },
        { new AuditTrailEventSelector("", []), "events" },
    };

    [Theory]
    [MemberData(nameof(Described))]
    public void In_words(AuditTrailEventSelector selector, string words) => Assert.Equal(words, selector.Description);

    [Fact]
    public void A_category_that_nobody_knows_stays_readable()
    {
        var selector = Advanced("AuditActivityLog");
        Assert.Equal(AuditTrailEventCategory.Other, selector.Category);
        Assert.Equal(["AuditActivityLog"], selector.FieldSelectors[0].EqualTo);
        Assert.Equal(AuditTrailEventCategory.Other, Advanced("Other").Category);
    }

    public static TheoryData<bool, AuditTrailEventSelector[], AuditTrailEventSelector[]> Compared => new()
    {
        { true, [AuditTrailEventSelector.AllManagementEvents], [AuditTrailEventSelector.Management(name: "all")] },
        { true, [AuditTrailEventSelector.AllManagementEvents], [Advanced("Management", Field("readOnly", "EqualTo true false"))] },
        { true, [AuditTrailEventSelector.AllManagementEvents], [AuditTrailEventSelector.AllManagementEvents, AuditTrailEventSelector.Management(name: "twice")] },
        { true, [AuditTrailEventSelector.AllManagementEvents, S3("StartsWith a b")], [S3("StartsWith b a a"), AuditTrailEventSelector.AllManagementEvents] },
        { true, [AuditTrailEventSelector.Data("T", [Field("eventName", "EqualTo a"), Field("eventSource", "EqualTo b")])], [AuditTrailEventSelector.Data("T", [Field("eventSource", "EqualTo b"), Field("eventName", "EqualTo a"), Field("eventType", "")])] },
        { false, [AuditTrailEventSelector.AllManagementEvents], [] },
        { false, [AuditTrailEventSelector.AllManagementEvents], [AuditTrailEventSelector.Management(isReadOnly: false)] },
        { false, [S3("StartsWith a")], [S3("NotStartsWith a")] },
        { false, [S3("StartsWith a b")], [S3("StartsWith a")] },
        { false, [S3("StartsWith a")], [Data("AWS::S3Express::Object", "StartsWith a")] },
        { false, [S3("EqualTo a NotEquals b")], [S3("EqualTo a b")] },
    };

    [Theory]
    [MemberData(nameof(Compared))]
    public void Two_sets_select_the_same_events(bool isSame, AuditTrailEventSelector[] one, AuditTrailEventSelector[] other)
    {
        Assert.Equal(isSame, AuditTrailEventSelector.SelectSame(one, other));
        Assert.Equal(isSame, AuditTrailEventSelector.SelectSame(other, one));
    }

    [Fact]
    public void The_pseudo_parameters_of_a_trail()
    {
        const string Arn = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/lock";
        var selector = Data("AWS::DynamoDB::Table", $"EqualTo {Arn} NotEquals {Arn} StartsWith {Arn} NotStartsWith {Arn} EndsWith {Arn} NotEndsWith {Arn}");
        var of = selector.For("aws-cn", "cn-north-1", "111122223333");
        Assert.All(of.Find("resources.ARN")!.Values, value => Assert.Equal("arn:aws-cn:dynamodb:cn-north-1:111122223333:table/lock", value));
        Assert.Equal(6, of.Find("resources.ARN")!.Values.Count());
        Assert.Equal(AuditTrailEventCategory.Data, of.Category);
        Assert.Equal("n", AuditTrailEventSelector.Management(name: "n").For("aws", "x", "y").Name);
    }

    [Theory]
    [InlineData(null, true, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    public void Which_management_events_it_takes(bool? isReadOnly, bool reads, bool writes)
    {
        var selector = AuditTrailEventSelector.Management(isReadOnly, ["kms.amazonaws.com"]);
        Assert.Equal((reads, writes), (selector.TakesManagementReads, selector.TakesManagementWrites));
        Assert.Equal(["kms.amazonaws.com"], selector.ExcludedEventSources);
        var data = AuditTrailEventSelector.Data("AWS::S3::Object", [], isReadOnly);
        Assert.False(data.TakesManagementReads || data.TakesManagementWrites);
        Assert.Empty(data.ExcludedEventSources);
    }

    [Theory]
    [InlineData(0, 1, 1, "")]
    [InlineData(1_000, 2_048, 498, "")]
    [InlineData(1_001, 1, 1, "1001 characters, and 1000")]
    [InlineData(0, 2_049, 1, "2049 characters, and 2048")]
    [InlineData(0, 0, 1, "has an empty value")]
    [InlineData(0, 1, 499, "501 values together, and a trail takes 500")]
    public void The_limits_of_a_trail(int name, int length, int values, string problem)
    {
        AuditTrailFieldSelector field = new("resources.ARN") { StartsWith = [.. Enumerable.Repeat(new string('a', length), values)] };
        var problems = EventSelectorLimits.Problems([AuditTrailEventSelector.Data("AWS::S3::Object", [field], name: new string('n', name))]);
        if (problem.Length == 0)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.Contains(problem, Assert.Single(problems), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_trail_without_selectors() => Assert.Contains("one selector or more", Assert.Single(EventSelectorLimits.Problems([])), StringComparison.Ordinal);

    private static AuditTrailEventSelector S3(string arns, AuditTrailFieldSelector? more = null, bool? isReadOnly = null) => Data("AWS::S3::Object", arns, more, isReadOnly);

    private static AuditTrailEventSelector Data(string type, string arns, AuditTrailFieldSelector? more = null, bool? isReadOnly = null) =>
        AuditTrailEventSelector.Data(type, [Field("resources.ARN", arns), .. more is null ? [] : new[] { more }], isReadOnly);

    private static AuditTrailEventSelector Advanced(string category, params AuditTrailFieldSelector[] fields) => new(null, [Field("eventCategory", "EqualTo " + category), .. fields]);

    /// <summary>A condition: operators, each with its values behind it.</summary>
    private static AuditTrailFieldSelector Field(string field, string conditions)
    {
        AuditTrailFieldSelector made = new(field);
        foreach (var word in conditions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(new List<List<string>>(), Gather))
        {
            List<string> values = word[1..];
            made = word[0] switch
            {
                "EqualTo" => made with { EqualTo = values },
                "NotEquals" => made with { NotEquals = values },
                "StartsWith" => made with { StartsWith = values },
                "NotStartsWith" => made with { NotStartsWith = values },
                "EndsWith" => made with { EndsWith = values },
                _ => made with { NotEndsWith = values },
            };
        }

        return made;

        static List<List<string>> Gather(List<List<string>> all, string word)
        {
            if (word is "EqualTo" or "NotEquals" or "StartsWith" or "NotStartsWith" or "EndsWith" or "NotEndsWith")
            {
                all.Add([word]);
            }
            else
            {
                all[^1].Add(word);
            }

            return all;
        }
    }
}
