using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;

namespace TrailOps.Aws.Tests;

public class EventSelectorsTests
{
    [Fact]
    public void A_trail_without_selectors_logs_what_a_new_one_does()
    {
        Assert.Equal(["all management events"], Words(new()));
        Assert.Equal(["all management events"], Words(new() { EventSelectors = [], AdvancedEventSelectors = [] }));
    }

    [Fact]
    public void Basic_selectors_are_read_as_advanced_ones()
    {
        GetEventSelectorsResponse answer = new()
        {
            AdvancedEventSelectors = [],
            EventSelectors =
            [
                new() { ReadWriteType = ReadWriteType.WriteOnly, IncludeManagementEvents = true, ExcludeManagementEventSources = ["kms.amazonaws.com"] },
                new() { ReadWriteType = ReadWriteType.All, IncludeManagementEvents = false, DataResources = [new() { Type = "AWS::S3::Object", Values = ["arn:aws:s3:::a/"] }] },
                new() { IncludeManagementEvents = false },
            ],
        };
        Assert.Equal(["write-only management events without KMS", "all events of objects in s3://a/"], Words(answer));
        Assert.Empty(Words(new() { EventSelectors = [new() { IncludeManagementEvents = false }] }));
    }

    // moto keeps the basic ones.
    [Fact]
    public void Advanced_selectors_replace_basic_ones() => Assert.Equal(["events where eventCategory is Insight"], Words(new()
    {
        EventSelectors = [new()],
        AdvancedEventSelectors = [new() { FieldSelectors = [new() { Field = "eventCategory", Equals = ["Insight"] }] }],
    }));

    [Fact]
    public void They_are_written_as_they_were_read()
    {
        AdvancedEventSelector given = new()
        {
            Name = "state",
            FieldSelectors =
            [
                new() { Field = "eventCategory", Equals = ["Data"] },
                new() { Field = "resources.ARN", Equals = ["a"], NotEquals = ["b"], StartsWith = ["c"], NotStartsWith = ["d"], EndsWith = ["e"], NotEndsWith = ["f", "g"] },
            ],
        };
        var written = Assert.Single(EventSelectors.Write(EventSelectors.Read(new() { AdvancedEventSelectors = [given] })));
        Assert.Equal("state", written.Name);
        Assert.Equal(given.FieldSelectors!.Select(Text), written.FieldSelectors!.Select(Text));

        // An operator that has no values is not in the request.
        Assert.Null(written.FieldSelectors![0].StartsWith);
    }

    private static IEnumerable<string> Words(GetEventSelectorsResponse answer) => EventSelectors.Read(answer).Select(selector => selector.Description);

    private static string Text(AdvancedFieldSelector field) => string.Join('|', new[] { field.Equals, field.NotEquals, field.StartsWith, field.NotStartsWith, field.EndsWith, field.NotEndsWith }
        .Select(values => string.Join(',', values ?? [])).Prepend(field.Field));
}
