using System.Text;
using CsCheck;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>The quick look into a record: it may say yes too often, and never no where the record is the role's.</summary>
public class RoleNeedleTests
{
    private const string Letters = "deployer+=,.@_-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void Finds_names_of_every_length_at_every_place()
    {
        for (var length = 1; length <= 64; length++)
        {
            var name = Letters[..length];
            var needle = new RoleNeedle(Logs.Role(name));
            for (var before = 0; before < 140; before++)
            {
                foreach (var (found, after) in new[] { (name, "\""), (name.ToUpperInvariant(), "/s\""), (name.ToLowerInvariant(), "\\/s" + new string('x', 130)) })
                {
                    Assert.True(needle.MayBeIn(Encoding.UTF8.GetBytes(new string('/', before) + "/" + found + after)), $"{name} behind {before}");
                    Assert.True(needle.MayBeIn(Encoding.UTF8.GetBytes(new string('x', before) + "\\/" + found + after)), $"{name} behind {before}");
                    Assert.True(needle.MayBeIn(Encoding.UTF8.GetBytes(new string('x', before) + "\\u002f" + after)), $"an escape behind {before}");
                }
            }
        }
    }

    [Theory]
    [InlineData("/deployer\"", true)]
    [InlineData("/Deployer/s\"", true)]
    [InlineData("\\/deployer\\/s\"", true)]
    [InlineData("/deployer2\"", false)]
    [InlineData("/my-deployer\"", false)]
    [InlineData("\"deployer\"", false)]
    [InlineData(":deployer\"", false)]
    [InlineData("/deploye\"", false)]
    [InlineData("/deployer", false)]
    [InlineData("/deploÿer\"", false)]
    [InlineData("/deployer \"", false)]
    [InlineData("", false)]
    public void Passes_over_what_only_looks_like_the_name(string text, bool expected)
    {
        foreach (var padding in new[] { 0, 1, 63, 64, 65, 200 })
        {
            Assert.Equal(expected, new RoleNeedle(Logs.Role("deployer")).MayBeIn(Encoding.UTF8.GetBytes(new string('/', padding) + text)));
        }
    }

    /// <summary>Identities put together at random from every type, both ARNs, look-alike names, paths, escapes and missing members.</summary>
    [Fact]
    public void What_is_read_with_a_role_is_what_is_read_without_and_attributed_to_it()
    {
        var name = OneOf("deployer", "Deployer", "deployer2", "my-deployer", "deploy+er=,.@_-x", "admin");
        var path = OneOf("", "ci/", "deployer/", "ci/deployer/");
        var account = OneOf("111122223333", "999999999999");
        var type = OneOf("AssumedRole", "AssumedRole", "AssumedRole", "Role", "IAMUser", "FederatedUser", "AWSAccount", "AWSService", "IdentityCenterUser", "SAMLUser");
        var issuer = Gen.Select(path, name, account, OneOf("role/", "role/", "user/")).Select((p, n, a, kind) => $"arn:aws:iam::{a}:{kind}{p}{n}");
        var session = Gen.Select(name, name, account, OneOf("assumed-role/", "assumed-role/", "federated-user/")).Select((n, s, a, kind) => $"arn:aws:sts::{a}:{kind}{n}/{s}");
        var escape = Gen.Int[0, 4];
        var member = Gen.Select(Gen.OneOf(issuer.Select(i => (string?)i), Gen.Const((string?)null), Gen.Const((string?)"")), Gen.OneOf(session.Select(s => (string?)s), Gen.Const((string?)null)), type, escape);
        var wanted = OneOf(
            "deployer", "DEPLOYER", "deploy+er=,.@_-x", "admin", "ci", "arn:aws:iam::111122223333:role/deployer", "arn:aws:iam::111122223333:role/ci/deployer",
            "arn:aws:iam::999999999999:role/deployer/admin", "arn:aws:sts::111122223333:assumed-role/deployer/x");
        Gen.Select(member.Array[1, 12], wanted).Sample((identities, role) =>
        {
            var text = string.Join("\n", identities.Select((identity, i) => Record($"e{i}", identity.Item1, identity.Item2, identity.Item3, identity.Item4)));
            var all = Logs.Read(text);
            var expected = all.Events.Where(e => IsOf(e, Logs.Role(role))).Select(e => e.EventId);
            var found = Logs.Read(text, role);
            Assert.Equal(expected, found.Events.Select(e => e.EventId));
            Assert.Equal((null, null, identities.Length), (all.Damage, found.Damage, found.Source.Read.Records));
        }, iter: 3000);
    }

    /// <summary>The rule once more, in strings: name without case, account and path where the wish tells them and the record does.</summary>
    private static bool IsOf(RoleEvent e, RoleIdentity wanted)
    {
        using var json = System.Text.Json.JsonDocument.Parse(e.Json);
        var identity = json.RootElement.GetProperty("userIdentity");
        var issuer = identity.TryGetProperty("sessionContext", out var context) ? context.GetProperty("sessionIssuer").GetProperty("arn").GetString() : null;
        var arn = string.IsNullOrEmpty(issuer) ? identity.GetProperty("arn").GetString()! : issuer;
        var parts = arn.Split(':')[^1].Split('/');
        var (name, path) = parts[0] == "role" ? (parts[^1], "/" + string.Concat(parts[1..^1].Select(p => p + "/"))) : (parts[1], null);
        Assert.Equal((name, path ?? "/"), (e.RoleName, e.RoleArn[(e.RoleArn.IndexOf(":role", StringComparison.Ordinal) + 5)..^name.Length]));
        return name.Equals(wanted.Name, StringComparison.OrdinalIgnoreCase)
            && (wanted.AccountId is null || arn.Split(':')[4] == wanted.AccountId)
            && (wanted.Path is null || path is null || path == wanted.Path);
    }

    private static string Record(string id, string? issuer, string? session, string type, int escape)
    {
        string Text(string text) => escape switch
        {
            0 => text.Replace("/", "\\/", StringComparison.Ordinal),
            1 => string.Concat(text.Select(c => c is '+' or '=' or '@' ? $"\\u{(int)c:X4}" : $"{c}")),
            2 => string.Concat(text.Select(c => c is 'p' or '/' ? $"\\u{(int)c:x4}" : $"{c}")),
            _ => text,
        };
        var arn = session is null ? "null" : $"\"{Text(session)}\"";
        var context = issuer is null ? "" : $",\"sessionContext\":{{\"sessionIssuer\":{{\"type\":\"Role\",\"arn\":\"{Text(issuer)}\"}}}}";
        return $"{{\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\",\"eventID\":\"{id}\",\"userIdentity\":{{\"type\":\"{type}\",\"arn\":{arn}{context}}}}}";
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
