using System.Text;
using CsCheck;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>Whose event a record is, and that the quick look never misses one.</summary>
public class RoleAttributionTests
{
    private const string Session = "arn:aws:sts::111122223333:assumed-role/deployer/terraform";

    public static TheoryData<string, string, string?> Identities => new()
    {
        { "issuer", Assumed(Session, "arn:aws:iam::111122223333:role/deployer"), "arn:aws:iam::111122223333:role/deployer" },
        { "issuer with a path", Assumed(Session, "arn:aws:iam::111122223333:role/ci/eu/deployer"), "arn:aws:iam::111122223333:role/ci/eu/deployer" },
        { "another partition", Assumed(Session, "arn:aws-us-gov:iam::111122223333:role/deployer"), "arn:aws-us-gov:iam::111122223333:role/deployer" },
        { "no issuer", Assumed(Session, null), "arn:aws:iam::111122223333:role/deployer" },
        { "empty issuer", """{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/deployer/x","sessionContext":{"sessionIssuer":{}}}""", "arn:aws:iam::111122223333:role/deployer" },
        { "no session in the ARN", Assumed("arn:aws:sts::111122223333:assumed-role/deployer", null), "arn:aws:iam::111122223333:role/deployer" },
        { "escaped slashes", Assumed(Session, "arn:aws:iam::111122223333:role\\/ci\\/deployer"), "arn:aws:iam::111122223333:role/ci/deployer" },
        { "escaped letters", Assumed(Session, "arn:aws:iam::111122223333:role/\\u0064eployer"), "arn:aws:iam::111122223333:role/deployer" },
        { "type Role", """{"type":"Role","arn":"arn:aws:iam::111122223333:role/ci/deployer"}""", "arn:aws:iam::111122223333:role/ci/deployer" },
        { "user of that name", """{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/deployer","userName":"deployer"}""", null },
        { "session of that name", Assumed("arn:aws:sts::111122223333:assumed-role/admin/deployer", "arn:aws:iam::111122223333:role/admin"), "arn:aws:iam::111122223333:role/admin" },
        { "name in the path", Assumed("arn:aws:sts::111122223333:assumed-role/admin/x", "arn:aws:iam::111122223333:role/deployer/admin"), "arn:aws:iam::111122223333:role/deployer/admin" },
        { "federated user", """{"type":"FederatedUser","arn":"arn:aws:sts::111122223333:federated-user/deployer","sessionContext":{"sessionIssuer":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/deployer"}}}""", null },
        { "other account", """{"type":"AWSAccount","principalId":"AROAX:deployer","accountId":"999999999999"}""", null },
        { "service", """{"type":"AWSService","invokedBy":"lambda.amazonaws.com"}""", null },
        { "identity center", """{"type":"IdentityCenterUser","arn":"arn:aws:iam::111122223333:role/deployer"}""", null },
        { "SAML", """{"type":"SAMLUser","userName":"role/deployer"}""", null },
        { "no type", """{"sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/deployer"}}}""", null },
        { "issuer is no role", Assumed(Session, "arn:aws:iam::111122223333:user/deployer"), null },
        { "nonsense", """{"type":"AssumedRole","arn":"x"}""", null },
        { "null", "null", null },
        { "text", "\"deployer\"", null },
    };

    [Theory]
    [MemberData(nameof(Identities))]
    public void The_issuer_tells_the_role(string name, string identity, string? expected)
    {
        var record = Record(identity);
        var role = RoleAttribution.Of(record, RecordParser.Parse(record));
        Assert.Equal((name, expected), (name, role.IsRole ? role.Arn : null));
    }

    [Theory]
    [InlineData("deployer", true)]
    [InlineData("DEPLOYER", true)]
    [InlineData("arn:aws:iam::111122223333:role/ci/deployer", true)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/deployer/any", true)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/deployer", true)]
    [InlineData("deploy", false)]
    [InlineData("deployer2", false)]
    [InlineData("eployer", false)]
    [InlineData("ci", false)]
    [InlineData("terraform", false)]
    [InlineData("arn:aws:iam::111122223333:role/deployer", false)]
    [InlineData("arn:aws:iam::111122223333:role/CI/deployer", false)]
    [InlineData("arn:aws:iam::999999999999:role/ci/deployer", false)]
    [InlineData("arn:aws:sts::999999999999:assumed-role/deployer/any", false)]
    public void A_name_stands_for_any_account_and_path_and_an_ARN_for_one(string wanted, bool matches)
    {
        var record = Record(Assumed(Session, "arn:aws:iam::111122223333:role/ci/deployer"));
        Assert.Equal(matches, RoleAttribution.Of(record, RecordParser.Parse(record)).Matches(Logs.Role(wanted)));
        Assert.Equal(matches ? 1 : 0, Logs.Read(record, wanted).Events.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("ci/deployer")]
    [InlineData("*")]
    [InlineData("arn:aws:iam::111122223333:user/deployer")]
    [InlineData("arn:aws:iam::111122223333:role/")]
    [InlineData("arn:aws:iam:::role/deployer")]
    [InlineData("arn:aws:s3:::bucket")]
    [InlineData("arn:")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm")]
    [InlineData("rôle")]
    public void What_names_no_role_is_refused(string text) => Assert.False(RoleIdentity.TryParse(text, out _));

    [Fact]
    public void The_quick_look_never_misses_the_role()
    {
        var name = Gen.Char["abcXYZ019_+=,.@-"].Array[1, 64].Select(chars => new string(chars));
        var path = Gen.Char["ab/"].Array[0, 8].Select(chars => new string(chars));
        Gen.Select(name, path, Gen.Int[0, 3], Gen.Int[0, 200]).Sample((name, path, style, padding) =>
        {
            var arn = "arn:aws:iam::111122223333:role/" + path + name;
            var text = style switch
            {
                0 => arn,
                1 => arn.Replace("/", "\\/", StringComparison.Ordinal),
                2 => string.Concat(arn.Select(c => c is '+' or '=' or '/' ? $"\\u{(int)c:x4}" : c.ToString())),
                _ => string.Concat(arn.Select(c => $"\\u{(int)c:X4}")),
            };
            var record = Encoding.UTF8.GetBytes($$"""{"x":"{{new string('/', padding)}}","userIdentity":{{Assumed(null, text)}},"eventName":"n","eventSource":"s"}""");
            var role = RoleAttribution.Of(record, RecordParser.Parse(record));
            Assert.Equal(path.EndsWith('/') || path.Length == 0 ? name : (path + name)[((path + name).LastIndexOf('/') + 1)..], Encoding.UTF8.GetString(role.Name));
            if (RoleIdentity.TryParse(Encoding.UTF8.GetString(role.Name), out var wanted))
            {
                Assert.True(role.Matches(wanted));
                Assert.True(new RoleNeedle(wanted).MayBeIn(record));
            }
        }, iter: 5000);
    }

    private static string Assumed(string? arn, string? issuer) =>
        $$"""{"type":"AssumedRole","arn":{{(arn is null ? "null" : $"\"{arn}\"")}}{{(issuer is null ? "" : $",\"sessionContext\":{{\"sessionIssuer\":{{\"arn\":\"{issuer}\"}}}}")}}}""";

    private static byte[] Record(string identity) => Encoding.UTF8.GetBytes($$"""{"userIdentity":{{identity}},"eventName":"n","eventSource":"s"}""");
}
