using System.Xml.Linq;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Sts;

/// <summary>The Security Token Service: https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html</summary>
internal sealed class StsService : QueryService
{
    private const int MaxMessage = 10_240;

    public StsService()
        : base("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/")
    {
        Add("GetCallerIdentity", GetCallerIdentity, _ => []);
        Add("GetAccessKeyInfo", GetAccessKeyInfo, _ => [new Access("sts:GetAccessKeyInfo")]);
        Add("DecodeAuthorizationMessage", DecodeAuthorizationMessage, _ => [new Access("sts:DecodeAuthorizationMessage")], isReadOnly: true);

        // The trust policy is part of what they do.
        Add("AssumeRole", RoleAssumption.AssumeRole, _ => [], isReadOnly: true);
        Add("AssumeRoleWithWebIdentity", RoleAssumption.AssumeRoleWithWebIdentity, _ => [], isReadOnly: true, isOpen: true);
        Add("GetSessionToken", SessionToken.Get, _ => [], isReadOnly: true);
    }

    public override AwsException Refused(Call call, Refusal refusal) =>
        refusal.Access.ResourcePolicy is null
            ? base.Refused(call, refusal)
            : new AwsException("AccessDenied", refusal.SentenceWithoutReason, 403) { IsRefusal = true };

    private static IEnumerable<XElement> GetCallerIdentity(Call call) =>
        [new("Arn", call.Caller.Arn), new("UserId", call.Caller.UserId), new("Account", call.Account.Id)];

    private static IEnumerable<XElement> GetAccessKeyInfo(Call call)
    {
        var id = call.Parameters.Required("AccessKeyId", 16, 128, @"[\w]*");
        return [new("Account", (call.World.FindKey(id) ?? throw new AwsException("ValidationError", $"Unable to find account for access key {id}")).Account.Id)];
    }

    private static IEnumerable<XElement> DecodeAuthorizationMessage(Call call)
    {
        var message = call.Parameters.Required("EncodedMessage", 1, MaxMessage);
        return [new("DecodedMessage", call.World.Messages.Decode(message, call.Account.Id)
            ?? throw new AwsException("InvalidAuthorizationMessageException", "Message is not valid") { EventCode = "InvalidAuthorizationMessageException" })];
    }
}
