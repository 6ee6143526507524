using System.Xml.Linq;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Sns;

/// <summary>SNS, as far as policies are judged: no topic is here. https://docs.aws.amazon.com/sns/latest/api/welcome.html</summary>
internal sealed class SnsService : QueryService
{
    private const int TopicParts = 6;

    public SnsService()
        : base("sns", "2010-03-31", "http://sns.amazonaws.com/doc/2010-03-31/")
    {
        Add("DeleteTopic", NotFound("Topic"), call => [OnTopic(call, "SNS:DeleteTopic", Required(call, "TopicArn"))]);
        Add("SetTopicAttributes", NotFound("Topic"), call => [OnTopic(call, "SNS:SetTopicAttributes", Required(call, "TopicArn"))]);

        // No policy can tell subscriptions apart, not even by their topic: SNS asks for all of the account.
        Add("Unsubscribe", NotFound("Subscription"), call => Required(call, "SubscriptionArn").Split(':') is [_, _, "sns", var region, var owner, ..] && region == call.Region
            ? [new Access("SNS:Unsubscribe", $"arn:{call.Partition}:sns:{region}:{owner}:*") { ResourceAccount = owner }]
            : throw new AwsException("InvalidParameter", "Invalid parameter: SubscriptionArn"));
    }

    public override AwsException Refused(Call call, Refusal refusal) => new("AuthorizationError", refusal.Sentence, 403) { EventCode = "AccessDenied", IsRefusal = true };

    private static Func<Call, IEnumerable<XElement>?> NotFound(string kind) => _ => throw new AwsException("NotFound", $"{kind} does not exist", 404);

    private static Access OnTopic(Call call, string action, string arn)
    {
        var parts = arn.Split(':');
        if (parts.Length != TopicParts || parts[2] != "sns" || parts[3] != call.Region)
        {
            throw new AwsException("InvalidParameter", $"Invalid parameter: {arn} is not the ARN of a topic of {call.Region}.");
        }

        return new Access(action, arn) { ResourceAccount = parts[4] };
    }

    private static string Required(Call call, string name) =>
        call.Parameters.Text(name) is { Length: > 0 } value ? value : throw new AwsException("InvalidParameter", $"Invalid parameter: {name}");
}
