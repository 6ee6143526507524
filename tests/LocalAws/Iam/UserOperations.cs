using System.Security.Cryptography;
using System.Xml.Linq;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Sts;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Iam;

/// <summary>Users, their keys and devices: what is needed to have somebody who asks.</summary>
internal static class UserOperations
{
    private const int MaxKeys = 2;
    private const int MfaSecretBytes = 40;

    public static IEnumerable<XElement> Create(Call call)
    {
        var name = call.Parameters.UserName();
        if (call.Account.Users.ContainsKey(name))
        {
            throw IamErrors.Exists($"User with name {name} already exists.");
        }

        User user = new(call.Account, name, call.Parameters.Path(), call.Now, EntityState.Empty with
        {
            Tags = TagSet.Add(EntityState.Empty.Tags, TagSet.Read(call.Parameters, "Tags")),
            Boundary = call.Parameters.Text("PermissionsBoundary") is null ? null : EntityPolicies.Boundary(call).Arn,
        });
        call.Account.Users.Add(name, user);
        return [new("User", IamXml.User(user))];
    }

    public static IEnumerable<XElement> Get(Call call) => call.Caller.IsRoot && call.Parameters.Text("UserName") is null
        ? [new("User", new XElement("UserId", call.Account.Id), new XElement("Arn", call.Account.Arn), new XElement("CreateDate", RequestContext.Time(call.Account.Root.Created)))]
        : [new("User", IamXml.User(call.User()))];

    public static IEnumerable<XElement> List(Call call)
    {
        var prefix = call.Parameters.Optional("PathPrefix", 1, 512) ?? "/";
        return IamPage.Of(call, "Users", call.Account.Users.Values.Where(user => user.Path.StartsWith(prefix, StringComparison.Ordinal)), user => new XElement("member", IamXml.User(user, isListed: true)));
    }

    public static IEnumerable<XElement>? Delete(Call call)
    {
        var user = call.User();
        EntityPolicies.DemandEmpty(user);
        if (call.World.KeysOf(user).Any())
        {
            throw IamErrors.Conflict("Cannot delete entity, must delete access keys first.");
        }

        if (user.MfaDevices.Count > 0)
        {
            throw IamErrors.Conflict("Cannot delete entity, must delete MFA device first.");
        }

        call.Account.Users.Remove(user.Name);
        return null;
    }

    public static IEnumerable<XElement>? Tag(Call call)
    {
        var user = call.User();
        user.Change(user.State with { Tags = TagSet.Add(user.State.Tags, TagSet.Read(call.Parameters, "Tags")) });
        return null;
    }

    public static IEnumerable<XElement>? Untag(Call call)
    {
        var user = call.User();
        user.Change(user.State with { Tags = user.State.Tags.RemoveRange(call.Parameters.List("TagKeys")) });
        return null;
    }

    public static IEnumerable<XElement> CreateKey(Call call)
    {
        var user = call.User();
        if (call.World.KeysOf(user).Count() >= MaxKeys)
        {
            throw IamErrors.Limit($"Cannot exceed quota for AccessKeysPerUser: {MaxKeys}");
        }

        var key = call.World.IssueKey(call.Account, user, session: null);
        return [new("AccessKey", new XElement("UserName", user.Name), new XElement("AccessKeyId", key.Id), new XElement("Status", "Active"), new XElement("SecretAccessKey", key.Secret), new XElement("CreateDate", RequestContext.Time(key.Created)))];
    }

    public static IEnumerable<XElement>? UpdateKey(Call call)
    {
        Key(call).IsActive = call.Parameters.Required("Status", 1, 16, "Active|Inactive|Expired") == "Active";
        return null;
    }

    public static IEnumerable<XElement>? DeleteKey(Call call)
    {
        call.World.RemoveKey(Key(call));
        return null;
    }

    public static IEnumerable<XElement> ListKeys(Call call)
    {
        var user = call.User();
        return IamPage.Of(call, "AccessKeyMetadata", call.World.KeysOf(user), key => new XElement(
            "member", new XElement("UserName", user.Name), new XElement("AccessKeyId", key.Id), new XElement("Status", key.IsActive ? "Active" : "Inactive"), new XElement("CreateDate", RequestContext.Time(key.Created))));
    }

    public static IEnumerable<XElement> CreateMfa(Call call)
    {
        var name = call.Parameters.Required("VirtualMFADeviceName", 1, 226, @"[\w+=,.@-]+");
        var serial = $"arn:{call.Account.Partition}:iam::{call.Account.Id}:mfa/{name}";
        var secret = RandomNumberGenerator.GetBytes(MfaSecretBytes);
        if (!call.Account.UnusedMfaDevices.TryAdd(serial, secret) || call.Account.Users.Values.Any(user => user.MfaDevices.ContainsKey(serial)))
        {
            throw IamErrors.Exists($"MFADevice entity at the same path and name already exists.");
        }

        return [new("VirtualMFADevice", new XElement("SerialNumber", serial), new XElement("Base32StringSeed", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Base32(secret)))))];
    }

    public static IEnumerable<XElement>? EnableMfa(Call call)
    {
        var user = call.User();
        var serial = call.Parameters.Required("SerialNumber", 9, 256);
        var secret = call.Account.UnusedMfaDevices.GetValueOrDefault(serial) ?? throw new AwsException("NoSuchEntity", $"VirtualMFADevice with serial number {serial} does not exist.", 404);
        string[] codes = [call.Parameters.Required("AuthenticationCode1", 6, 6), call.Parameters.Required("AuthenticationCode2", 6, 6)];

        // Two that follow one another, not long ago.
        if (!Enumerable.Range(-4, 8).Any(step => codes.SequenceEqual([Mfa.Code(secret, call.Now.AddSeconds(step * 30)), Mfa.Code(secret, call.Now.AddSeconds((step + 1) * 30))])))
        {
            throw new AwsException("InvalidAuthenticationCode", "Authentication code for device is not valid.", 403);
        }

        call.Account.UnusedMfaDevices.Remove(serial);
        user.MfaDevices.Add(serial, secret);
        return null;
    }

    public static IEnumerable<XElement> ListMfa(Call call)
    {
        var user = call.User();
        return IamPage.Of(call, "MFADevices", user.MfaDevices.Keys, serial => new XElement("member", new XElement("UserName", user.Name), new XElement("SerialNumber", serial), new XElement("EnableDate", RequestContext.Time(user.Created))));
    }

    private static AccessKey Key(Call call)
    {
        var id = call.Parameters.Required("AccessKeyId", 16, 128, @"[\w]+");
        return call.World.KeysOf(call.User()).FirstOrDefault(key => key.Id == id) ?? throw new AwsException("NoSuchEntity", $"The Access Key with id {id} cannot be found.", 404);
    }

    private static string Base32(byte[] bytes)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        System.Text.StringBuilder text = new();
        var (buffer, bits) = (0, 0);
        foreach (var octet in bytes)
        {
            buffer = (buffer << 8) | octet;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Letters[(buffer >> (bits - 5)) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return text.ToString();
    }
}
