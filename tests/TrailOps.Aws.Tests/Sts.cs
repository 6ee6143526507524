namespace TrailOps.Aws.Tests;

/// <summary>STS's answers, as they come over the wire.</summary>
internal static class Sts
{
    public const string Secret = "sEcReT/0123456789abcdefghijklmnopqrstuv";
    public const string Token = "tOkEn/IQoJb3JpZ2luX2VjEXAMPLE==";

    public static Answer Identity(string account = "111122223333") => new(200, $"""
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::{account}:user/tester</Arn><UserId>AIDAEXAMPLE</UserId><Account>{account}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>aaaa</RequestId></ResponseMetadata></GetCallerIdentityResponse>
        """);

    public static Answer Session(string accessKey, string action = "AssumeRole", DateTime? end = null) => new(200, $"""
        <{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result><Credentials><AccessKeyId>{accessKey}</AccessKeyId><SecretAccessKey>{Secret}</SecretAccessKey><SessionToken>{Token}</SessionToken><Expiration>{end ?? DateTime.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>AROAEXAMPLE:tests</AssumedRoleId><Arn>arn:aws:sts::111122223333:assumed-role/r/tests</Arn></AssumedRoleUser></{action}Result><ResponseMetadata><RequestId>bbbb</RequestId></ResponseMetadata></{action}Response>
        """);

    public static Answer Error(int status, string code, string message) => new(status, $"""
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>cccc</RequestId></ErrorResponse>
        """);
}
