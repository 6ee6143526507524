using CsCheck;
using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

/// <summary>Documents as IAM takes them, and what is said of those that it does not take.</summary>
public class PolicyDocumentReaderTests
{
    private const string Example =
        """
        {
          "Version": "2012-10-17",
          "Id": "example",
          "Statement": {
            "Sid": "Limits",
            "Effect": "Deny",
            "NotAction": "iam:*",
            "NotResource": ["arn:aws:s3:::a/*", "arn:aws:s3:::b/${aws:username}"],
            "Condition": {
              "NumericLessThan": { "s3:max-keys": 10.50 },
              "Bool": { "aws:SecureTransport": [false, "true"], "aws:ViaAWSService": true }
            }
          }
        }
        """;

    [Fact]
    public void Each_element_is_read()
    {
        var document = PolicyDocument.Parse(Example);
        Assert.Equal(("2012-10-17", "example"), (document.Version, document.Id));
        var statement = Assert.Single(document.Statement);
        Assert.Equal(("Limits", "Deny"), (statement.Sid, statement.Effect));
        Assert.Empty(statement.Action);
        Assert.Equal(["iam:*"], statement.NotAction);
        Assert.Empty(statement.Resource);
        Assert.Equal(["arn:aws:s3:::a/*", "arn:aws:s3:::b/${aws:username}"], statement.NotResource);
        Assert.Equal(
            "Bool aws:SecureTransport = false or true and Bool aws:ViaAWSService = true and NumericLessThan s3:max-keys = 10.50",
            statement.Condition?.ToString());
    }

    [Fact]
    public void A_document_as_the_API_returns_it_is_the_same() =>
        Assert.Equal(RandomPolicies.Text(PolicyDocument.Parse(Example)), RandomPolicies.Text(PolicyDocument.Parse(Uri.EscapeDataString(Example))));

    [Fact]
    public void Without_a_version_it_is_the_one_that_IAM_takes() =>
        Assert.Equal("2008-10-17", PolicyDocument.Parse("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""").Version);

    [Theory]
    [InlineData(""" "Action":"s3:*","Resource":"*","Condition":{} """)]
    [InlineData(""" "Action":"s3:*","Resource":"*","Condition":{"StringEquals":{}} """)]
    [InlineData(""" "Action":["*:*","a4b:Get?","execute-api:Invoke"],"Resource":["arn:aws:sqs","arn:*:iam::*:role/x"] """)]
    [InlineData(""" "Sid":"","Action":"*","Resource":"*" """)]
    public void What_IAM_takes_is_taken(string elements) =>
        Assert.Null(Assert.Single(PolicyDocument.Parse("{\"Statement\":{\"Effect\":\"Allow\"," + elements + "}}").Statement).Condition);

    [Fact]
    public void Empty_ids_may_stand_twice() => Assert.Equal(
        2,
        PolicyDocument.Parse("""{"Statement":[{"Sid":"","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"","Effect":"Allow","Action":"*","Resource":"*"}]}""").Statement.Count);

    [Theory]
    [InlineData("", "The policy document is no JSON at line 1, column 1: *")]
    [InlineData("{\n\"Verß\": §}", "The policy document is no JSON at line 2, column 9: '0xC2' is an invalid start of a value. Correct it there.")]
    [InlineData("{} {}", "The policy document is no JSON at line 1, column 4: *")]
    [InlineData("{\"Statement\":[],}", "The policy document is no JSON at line 1, column 17: *")]
    [InlineData("%7B%22", "The policy document is no JSON at line 1, column 3: *")]
    [InlineData("[]", "The policy document is a list where an object belongs. Write { … }.")]
    [InlineData("{}", "The policy document has no Statement. Write \"Statement\": [ … ] with at least one statement.")]
    [InlineData("{\"Statement\":[]}", "Statement is an empty list. *")]
    [InlineData("{\"Version\":\"2012-10-18\"}", "Version is '2012-10-18', which IAM does not know. Write 2012-10-17.")]
    [InlineData("{\"Version\":20121017}", "Version is a number where a text belongs. Write it in double quotes.")]
    [InlineData("{\"statement\":[]}", "statement is no element of a policy document. It has Version, Id and Statement, in just this spelling.")]
    [InlineData("{\"Id\":\"a\",\"Id\":\"a\"}", "Id stands twice. *")]
    [InlineData("{\"Id\":\"\\ud800\"}", "Id holds an escape that is only half a character. *")]
    [InlineData("{\"\\ud800\":1}", "The policy document holds an escape that is only half a character. *")]
    public void A_wrong_document_is_told(string json, string message)
    {
        var error = Assert.Throws<PolicyDocumentException>(() => PolicyDocument.Parse(json));
        AssertMessage(message, error.Message);
        Assert.Null(error.Statement);
    }

    [Fact]
    public void Half_a_character_is_no_JSON() => Assert.Equal(
        "The policy document is no JSON at line 2, column 4: There is half a character. Correct it there.",
        Assert.Throws<PolicyDocumentException>(() => PolicyDocument.Parse("{\n\"a\"\ud800:1}")).Message);

    [Theory]
    [InlineData(""" "Effect":"Allow","Action":"*","NotAction":"*","Resource":"*" """, "NotAction", "stands beside Action. Leave out one of the two; *")]
    [InlineData(""" "Effect":"Allow","Action":"*","NotResource":"*","Resource":"*" """, "NotResource", "stands beside Resource. Leave out *")]
    [InlineData(""" "Effect":"Allow","Resource":"*" """, null, "has neither Action nor NotAction. Write for example \"Action\": [\"s3:GetObject\"].")]
    [InlineData(""" "Effect":"Allow","Action":"*" """, null, "has neither Resource nor NotResource. Write for example \"Resource\": \"*\".")]
    [InlineData(""" "Action":"*","Resource":"*" """, null, "has no Effect. Write \"Effect\": \"Allow\" or \"Deny\".")]
    [InlineData(""" "Effect":"allow","Action":"*","Resource":"*" """, "Effect", "is 'allow'. Write Allow or Deny, in just this spelling.")]
    [InlineData(""" "Effect":"Allow","Actions":"*","Resource":"*" """, "Actions", "is no element of a statement. It has Sid, Effect, *")]
    [InlineData(""" "Effect":"Allow","Action":"*","Action":"*","Resource":"*" """, "Action", "stands twice. Write it once, with all its values.")]
    [InlineData(""" "Effect":"Allow","Action":[],"Resource":"*" """, "Action", "is an empty list. *")]
    [InlineData(""" "Effect":"Allow","Action":["a:b",null],"Resource":"*" """, "Action", "is null where a text belongs. *")]
    [InlineData(""" "Effect":"Allow","Action":[["a:b"]],"Resource":"*" """, "Action", "is a list where a text belongs. *")]
    [InlineData(""" "Effect":"Allow","Action":"PutBucketAcl","Resource":"*" """, "Action", "has 'PutBucketAcl' without a service's prefix. Write it as in s3:PutBucketAcl.")]
    [InlineData(""" "Effect":"Allow","Action":"nonsense","Resource":"*" """, "Action", "has 'nonsense' without a service's prefix. Write it as in s3:GetObject.")]
    [InlineData(""" "Effect":"Allow","NotAction":"s*:Get","Resource":"*" """, "NotAction", "has 's*:Get', which is no action. *")]
    [InlineData(""" "Effect":"Allow","Action":"s3:","Resource":"*" """, "Action", "has 's3:', which is no action. *")]
    [InlineData(""" "Effect":"Allow","Action":"s3:a:b","Resource":"*" """, "Action", "has 's3:a:b', which is no action. *")]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":"bucket" """, "Resource", "has 'bucket', which is neither * nor an ARN. Write it as in arn:aws:s3:::bucket/*.")]
    [InlineData(""" "Effect":"Allow","Action":"*","NotResource":["*","arn:aws"] """, "NotResource", "has 'arn:aws', which is neither * nor an ARN. *")]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":"*","Principal":"*" """, "Principal", "belongs to the policy of a resource. The policy of a role holds for that role: leave it out.")]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":"*","NotPrincipal":{} """, "NotPrincipal", "belongs to the policy of a resource. *")]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":"*","Condition":[] """, "Condition", "is a list where an object belongs. *")]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a:b":null}} """, "Condition Bool a:b", "is null where a text belongs. *")]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a:b":"1","a:b":"2"}} """, "Condition Bool a:b", "stands twice. *")]
    [InlineData(""" "Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a:b":[]}} """, "Condition Bool a:b", "is an empty list. *")]
    public void A_wrong_statement_is_told_with_its_place(string elements, string? element, string message)
    {
        var error = Wrong("{\"Sid\":\"Wrong\"," + elements + "}");
        AssertMessage($"Statement 2 (Sid Wrong){(element is null ? "" : ", ")}{element} {message}", error.Message);
        Assert.Equal((2, "Wrong", element), (error.Statement, error.Sid, error.Element));
        AssertMessage($"Statement 2{(element is null ? "" : ", ")}{element} {message}", Wrong("{" + elements + "}").Message);
    }

    [Theory]
    [InlineData("\"text\"", null, "Statement 2 is a text where an object belongs. *")]
    [InlineData("""{"Sid":"a b"}""", "a b", "Statement 2 (Sid a b), Sid is 'a b'. Write letters (A-Z, a-z) and digits alone.")]
    [InlineData("""{"Sid":1}""", null, "Statement 2, Sid is a number where a text belongs. *")]
    [InlineData("""{"Sid":"\ud800"}""", null, "Statement 2, Sid holds an escape that is only half a character. *")]
    [InlineData("""{"Sid":"First","Effect":"Deny","Action":"*","Resource":"*"}""", "First", "Statement 2 (Sid First), Sid is also that of statement 1. Give each statement an id of its own, or none.")]
    public void A_wrong_id_is_told(string statement, string? sid, string message)
    {
        var error = Wrong(statement);
        AssertMessage(message, error.Message);
        Assert.Equal((2, sid), (error.Statement, error.Sid));
    }

    [Fact]
    public void What_is_printed_reads_as_what_was_printed() =>
        Gen.Select(RandomPolicies.Document, Gen.Bool).Sample((document, indented) =>
        {
            var json = document.ToJson(indented);
            var read = PolicyDocument.Parse(json);
            Assert.Equal(RandomPolicies.Text(document), RandomPolicies.Text(read));
            Assert.Equal(json, read.ToJson(indented));
        }, iter: 3000);

    [Fact]
    public void Policies_of_resources_read_as_they_were_printed()
    {
        var random = new Judging.RandomRequests(7);
        foreach (var json in Enumerable.Range(0, 2000).Select(_ => random.Next().Policies.Resource).OfType<string>())
        {
            var printed = PolicyDocument.ParseResourcePolicy(json).ToJson();
            Assert.Equal(printed, PolicyDocument.ParseResourcePolicy(printed).ToJson());
        }
    }

    [Fact]
    public void Ids_of_statements_of_a_resource_may_have_spaces_and_dashes()
    {
        const string Json = """{"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User Permissions","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"},{"Sid":"S3PolicyStmt-DO-NOT-MODIFY-1559725794648","Effect":"Allow","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*"}]}""";
        Assert.Equal(["Enable IAM User Permissions", "S3PolicyStmt-DO-NOT-MODIFY-1559725794648"], PolicyDocument.ParseResourcePolicy(Json).Statement.Select(statement => statement.Sid));
    }

    [Theory]
    [InlineData(""" "Principal":"*","Action":"s3:*","Resource":"*" """, "*")]
    [InlineData(""" "Principal":{"Service":["b","a"],"AWS":"111122223333"},"Action":"s3:*","Resource":"*" """, "AWS 111122223333 or Service a or Service b")]
    [InlineData(""" "Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":["sts:AssumeRoleWithWebIdentity","sts:TagSession"] """, "Federated cognito-identity.amazonaws.com")]
    public void A_resource_s_policy_names_principals(string elements, string principal) =>
        Assert.Equal(principal, PolicyDocument.ParseResourcePolicy("{\"Statement\":{\"Effect\":\"Allow\"," + elements + "}}").Statement[0].Principal?.ToString());

    [Theory]
    [InlineData(""" "Principal":"arn:aws:iam::1:root","Action":"*","Resource":"*" """, "Syntax errors in policy.")]
    [InlineData(""" "Principal":{"aws":"1"},"Action":"*","Resource":"*" """, "Syntax errors in policy.")]
    [InlineData(""" "Principal":{},"Action":"*","Resource":"*" """, "Syntax errors in policy.")]
    [InlineData(""" "Action":"*","Resource":"*" """, "Missing required field Principal")]
    [InlineData(""" "Principal":"*","Action":"s3:GetObject" """, "Policy statement must contain resources.")]
    [InlineData(""" "Principal":"*","Resource":"*" """, "Policy statement must contain actions.")]
    [InlineData(""" "Principal":"*","Action":"Get","Resource":"*" """, "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")]
    [InlineData(""" "Principal":"*","Action":"s3:a:b","Resource":"*" """, "Actions/Condition can contain only one colon.")]
    [InlineData(""" "Principal":"*","Action":"s_3:a","Resource":"*" """, "Vendor s_3 is not valid")]
    [InlineData(""" "Principal":"*","Action":"*","Resource":"b" """, "Resource b must be in ARN format or \"*\".")]
    [InlineData(""" "Sid":"a-b","Principal":"*","Action":"sts:AssumeRole" """, "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*")]
    public void What_IAM_says_is_told(string elements, string message) => Assert.Equal(
        message, Assert.Throws<PolicyDocumentException>(() => PolicyDocument.ParseResourcePolicy("{\"Statement\":{\"Effect\":\"Allow\"," + elements + "}}")).IamMessage);

    [Fact]
    public void Damaged_documents_are_read_or_refused_and_never_crash()
    {
        var edit = Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], Gen.Int[1, 12], RandomPolicies.Of("\"", "{", "}", "[", "]", ",", ":", "null", "1", "\\", "\\ud800", "\"a\":", "\ud800", "*", "\n", "%", ""));
        Gen.Select(RandomPolicies.Document, Gen.Bool, Gen.Bool, edit.Array[0, 3]).Sample((document, indented, encoded, edits) =>
        {
            var text = document.ToJson(indented);
            text = edits.Aggregate(encoded ? Uri.EscapeDataString(text) : text, Apply);
            try
            {
                var read = PolicyDocument.Parse(text);
                Assert.Equal(RandomPolicies.Text(read), RandomPolicies.Text(PolicyDocument.Parse(read.ToJson())));
                var policy = new CompiledPolicy(read, "policy");
                new PolicyJudge(new PolicySet { Identity = [policy] }).Judge(new PolicyRequest("s3:GetObject", "arn:aws:s3:::bucket/a"));
                Assert.All(PolicyLint.Check(policy).Take(3), Assert.NotEmpty);
            }
            catch (PolicyDocumentException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }, iter: 8_000);
    }

    private static string Apply(string text, (int Kind, double At, int Length, string With) edit)
    {
        var at = (int)(edit.At * text.Length);
        var length = Math.Min(edit.Length, text.Length - at);
        return edit.Kind switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, edit.With),
            2 => text.Remove(at, length).Insert(at, edit.With),
            3 => text.Insert(at, text.Substring(at, length)),
            _ => text[..at],
        };
    }

    private static PolicyDocumentException Wrong(string statement) => Assert.Throws<PolicyDocumentException>(
        () => PolicyDocument.Parse($$"""{"Statement":[{"Sid":"First","Effect":"Allow","Action":"*","Resource":"*"},{{statement}}]}"""));

    /// <summary>A message that is this one, or starts with it where it ends in a star.</summary>
    private static void AssertMessage(string expected, string actual)
    {
        if (expected.EndsWith(" *", StringComparison.Ordinal))
        {
            Assert.StartsWith(expected[..^2], actual, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }
}
