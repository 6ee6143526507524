using System.Text;
using System.Text.Json;
using TrailOps.Actions;
using TrailOps.Policies;
using TrailOps.Tests.Actions;

namespace TrailOps.Tests.Policies;

/// <summary>A memo of requests never changes what an event needs.</summary>
public sealed class NeedsMemoTests
{
    private readonly NeedsMemo _memo = new();

    [Fact]
    public void What_came_before_is_needed_again()
    {
        for (var round = 0; round < 3; round++)
        {
            Assert.All(EventCase.All, it => Equal(it.Event));
        }
    }

    [Fact]
    public void Each_text_of_a_record_that_counts_tells_it_from_the_others()
    {
        Assert.All(EventCase.All, it =>
        {
            var json = it.Event.Json;
            Read(EventCase.Parse(json));
            Read(EventCase.Parse(json));
            foreach (var (start, length) in Texts(json))
            {
                // Another name, and another word in its place.
                Equal(EventCase.Parse(json.Insert(start + length, "0")));
                Equal(EventCase.Parse(string.Concat(json.AsSpan(0, start), "other", json.AsSpan(start + length))));
            }
        });
    }

    [Fact]
    public void Accounts_regions_and_partitions_are_told_apart()
    {
        var json = EventCase.MakeEvent("lambda.amazonaws.com", "GetFunction20150331v2", ""","requestParameters":{"functionName":"f"}""").Json;
        foreach (var other in new[] { json, json.Replace(EventCase.Region, "eu-west-1"), json.Replace(EventCase.Account, "444455556666"), json.Replace("arn:aws:", "arn:aws-cn:") })
        {
            Equal(EventCase.Parse(other));
            Equal(EventCase.Parse(other));
        }
    }

    [Fact]
    public void What_nobody_asks_for_does_not_count()
    {
        var entries = Enumerable.Range(0, 4).Select(i => Read(EventCase.MakeEvent(
            "s3.amazonaws.com", "HeadBucket", $$""","requestParameters":{"bucketName":"b","Host":"h{{i}}","token":["t{{i}}",{"a":"{{Guid.NewGuid()}}"}]}"""))).ToList();
        Assert.Same(entries[1], entries[2]);
        Assert.Same(entries[1], entries[3]);
    }

    [Fact]
    public void The_whole_request_counts_for_what_a_call_made()
    {
        RoleEvent Create(string reference) => EventCase.MakeEvent(
            "route53.amazonaws.com", "CreateHealthCheck", $$$""","requestParameters":{"callerReference":"{{{reference}}}"},"responseElements":{"healthCheck":{"id":"0a1b2c3d-id"}}""");
        Assert.Equal(["0a1b2c3d-id"], Read(Create("other")).Needs.Created);
        Assert.Equal(["0a1b2c3d-id"], Read(Create("other")).Needs.Created);
        Assert.Empty(Read(Create("0a1b2c3d-id")).Needs.Created);
    }

    [Fact]
    public void A_long_request_is_read_each_time()
    {
        RoleEvent Long(string name) => EventCase.MakeEvent("s3.amazonaws.com", "HeadObject", $$""","requestParameters":{"bucketName":"b","key":"{{name}}"}""");
        var e = Long(new string('k', 3000));
        Assert.NotSame(Read(e), Read(e));
        Assert.NotSame(Read(e), Read(e));
        Equal(e);
    }

    private NeedsEntry Read(RoleEvent e) => _memo.Read(e, EventPlan.For(e));

    private void Equal(RoleEvent e)
    {
        var plan = EventPlan.For(e);
        if (plan.IsMapped)
        {
            var (expected, actual) = (plan.Read(e), _memo.Read(e, plan).Needs);
            Assert.Equal(EventCase.Write(expected), EventCase.Write(actual));
            Assert.Equal(expected.Created, actual.Created);
        }
    }

    /// <summary>Where the texts of the request, the response and the resources stand, without their quotes.</summary>
    private static List<(int Start, int Length)> Texts(string json)
    {
        List<(int, int)> texts = [];
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes);
        var isWanted = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                isWanted = reader.ValueSpan.SequenceEqual("requestParameters"u8) || reader.ValueSpan.SequenceEqual("responseElements"u8) || reader.ValueSpan.SequenceEqual("resources"u8);
            }
            else if (isWanted && reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && bytes.Length == json.Length)
            {
                texts.Add(((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length));
            }
        }

        return texts;
    }
}
