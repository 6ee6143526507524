namespace TrailOps.Aws.Connection;

/// <summary>https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html</summary>
internal sealed class CloudWatchLogs : IJsonService
{
    public static string Id => "CloudWatch Logs";

    public static string Host => "logs";

    public static string Target => "Logs_20140328";

    public static string Protocol => "1.1";

    public static string Version => "2014-03-28";

    public static bool NamesFipsOfGovCloud => true;
}

/// <summary>https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html</summary>
internal sealed class CloudWatch : IJsonService
{
    public static string Id => "CloudWatch";

    public static string Host => "monitoring";

    public static string Target => "GraniteServiceVersion20100801";

    public static string Protocol => "1.0";

    public static string Version => "2010-08-01";

    public static bool NamesFipsOfGovCloud => false;
}

/// <summary>https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html</summary>
internal sealed class EventBridge : IJsonService
{
    public static string Id => "EventBridge";

    public static string Host => "events";

    public static string Target => "AWSEvents";

    public static string Protocol => "1.1";

    public static string Version => "2015-10-07";

    public static bool NamesFipsOfGovCloud => false;
}
