using System.Text.Json;
using TrailOps.PolicyOracle;

// Not TrailOps.Tests.Oracle: that name would hide the class.
namespace TrailOps.Tests.OracleCases;

/// <summary>Policies and requests in few words.</summary>
internal static class Ask
{
    public const string Everything = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
    public const string Nothing = """{"Version":"2012-10-17","Statement":[]}""";
    public const string DenyEverything = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""";

    public const string User = "arn:aws:iam::111122223333:user/exampleuser";
    public const string Root = "arn:aws:iam::111122223333:root";
    public const string Role = "arn:aws:iam::111122223333:role/examplerole";
    public const string Session = "arn:aws:sts::111122223333:assumed-role/examplerole/examplerolesessionname";
    public const string FederatedUser = "arn:aws:sts::111122223333:federated-user/exampleuser";
    public const string Bucket = "arn:aws:s3:::amzn-s3-demo-bucket/object";

    public static OracleRequest Request(string principal = User, string action = "s3:GetObject", string resource = Bucket) => new(action, resource, principal);

    /// <summary>A policy of one statement, whose elements follow the effect.</summary>
    public static string Policy(string elements, string effect = "Allow") =>
        $$"""{"Version":"2012-10-17","Statement":{"Effect":"{{effect}}",{{elements}} } }""";

    /// <summary>A resource's policy for a principal, given as JSON.</summary>
    public static string For(string principal, string effect = "Allow") => Policy($$"""
        "Principal":{{principal}},"Action":"*","Resource":"*"
        """, effect);

    public static string ForArn(string arn, string effect = "Allow") => For($$"""{"AWS":"{{arn}}"}""", effect);

    /// <summary>Values by key from a JSON object of lists; null: no values.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Context(string? json) =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(json ?? "{}")!
            .ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value);

    /// <summary>Whether an identity policy that has just this condition allows the request.</summary>
    public static bool Holds(string condition, string? context, string version = "2012-10-17")
    {
        var policy = $$"""{"Version":"{{version}}","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{condition}} } }""";
        return Oracle.Decide(new OraclePolicies { Identity = [policy] }, Request() with { Context = Context(context) }) == OracleDecision.Allowed;
    }
}
