using System.Text.Json;
using System.Text.RegularExpressions;
using TrailOps.Actions;
using static TrailOps.Tests.Trails.GuardrailCases;

namespace TrailOps.Tests.Trails;

/// <summary>That AWS takes a guardrail's documents, and what they look like.</summary>
public sealed partial class GuardrailDocumentTests
{
    [Fact]
    public void The_service_control_policy_reads_so()
    {
        var guard = AuditTrailGuardrail.Of(new GuardrailScope(Trail, "audit-logs", [BreakGlassPattern.Parse(BreakGlass)]));
        const string Condition = "\"Condition\":{\"ArnNotLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::111122223333:role/BreakGlass\"}}}";
        Assert.Equal(
            "{\"Version\":\"2012-10-17\",\"Statement\":["
            + "{\"Sid\":\"GuardTrail\",\"Effect\":\"Deny\",\"Action\":[\"cloudtrail:AddTags\",\"cloudtrail:Delete*\",\"cloudtrail:Put*\",\"cloudtrail:RemoveTags\",\"cloudtrail:Stop*\",\"cloudtrail:Update*\"],"
            + "\"Resource\":\"arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit\"," + Condition
            + ",{\"Sid\":\"GuardEventDataStores\",\"Effect\":\"Deny\",\"Action\":[\"cloudtrail:DeleteEventDataStore\",\"cloudtrail:PutEventConfiguration\",\"cloudtrail:PutInsightSelectors\",\"cloudtrail:StopEventDataStoreIngestion\",\"cloudtrail:UpdateEventDataStore\"],"
            + "\"Resource\":\"arn:aws:cloudtrail:*:111122223333:eventdatastore/*\"," + Condition
            + ",{\"Sid\":\"GuardBucket\",\"Effect\":\"Deny\",\"NotAction\":[\"s3:Get*\",\"s3:List*\",\"s3:RestoreObject\"],\"Resource\":[\"arn:aws:s3:::audit-logs\",\"arn:aws:s3:::audit-logs/*\"]," + Condition
            + ",{\"Sid\":\"GuardBreakGlass\",\"Effect\":\"Deny\",\"Action\":[\"iam:Attach*\",\"iam:CreateRole\",\"iam:Delete*\",\"iam:Detach*\",\"iam:PassRole\",\"iam:Put*\",\"iam:Tag*\",\"iam:Untag*\",\"iam:Update*\"],"
            + "\"Resource\":\"arn:aws:iam::111122223333:role/BreakGlass\"," + Condition
            + ",{\"Sid\":\"GuardAccount\",\"Effect\":\"Deny\",\"Action\":[\"account:CloseAccount\",\"organizations:LeaveOrganization\",\"s3:PutAccountPublicAccessBlock\"],\"Resource\":\"*\"," + Condition
            + "]}",
            PolicyDocument.Parse(guard.ServiceControlPolicy).ToJson(indented: false));
        Assert.Null(guard.KeyPolicyStatements);
    }

    [Fact]
    public void The_statements_of_bucket_and_key_read_so()
    {
        var guard = Guardrail("aws");
        const string Condition = "\"Condition\":{\"ArnNotLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::111122223333:role/BreakGlass\"},\"BoolIfExists\":{\"aws:PrincipalIsAWSService\":\"false\"}}}]}";
        Assert.Equal(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"TrailOpsGuardBucket\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"NotAction\":[\"s3:Get*\",\"s3:List*\",\"s3:RestoreObject\"],"
            + "\"Resource\":[\"arn:aws:s3:::audit-logs\",\"arn:aws:s3:::audit-logs/*\"]," + Condition,
            PolicyDocument.ParseResourcePolicy(guard.BucketPolicyStatements).ToJson(indented: false));
        Assert.Equal(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"TrailOpsGuardKey\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":[\"kms:DeleteImportedKeyMaterial\",\"kms:DisableKey\",\"kms:DisableKeyRotation\",\"kms:ImportKeyMaterial\",\"kms:PutKeyPolicy\",\"kms:ScheduleKeyDeletion\",\"kms:TagResource\",\"kms:UntagResource\",\"kms:UpdatePrimaryRegion\"],"
            + "\"Resource\":\"*\"," + Condition,
            PolicyDocument.ParseResourcePolicy(guard.KeyPolicyStatements!).ToJson(indented: false));
    }

    public static TheoryData<string> InPartitions() => [.. Partitions];

    [Theory]
    [MemberData(nameof(InPartitions))]
    public void Each_action_exists_and_fits_what_the_statement_is_about(string partition)
    {
        var guard = Guardrail(partition);
        PolicyDocument[] documents =
            [PolicyDocument.Parse(guard.ServiceControlPolicy), PolicyDocument.ParseResourcePolicy(guard.BucketPolicyStatements), PolicyDocument.ParseResourcePolicy(guard.KeyPolicyStatements!)];
        foreach (var statement in documents.SelectMany(document => document.Statement))
        {
            var resources = statement.Resource.Where(resource => resource != "*").ToList();
            foreach (var pattern in statement.Action.Concat(statement.NotAction))
            {
                var actions = ActionCatalogue.Match(pattern).ToList();
                Assert.True(actions.Count > 0, $"There is no action {pattern}.");
                Assert.True(resources.Count == 0 || actions.Exists(action => resources.Exists(resource => Fits(action, resource))), $"{pattern} fits none of {string.Join(", ", resources)}.");

                // A service control policy may have wildcards at an action's end alone, where Organizations is of the old sort.
                Assert.DoesNotContain('*', pattern[..^1]);
            }

            var named = statement.Action.Concat(statement.NotAction).SelectMany(ActionCatalogue.Match).ToList();
            Assert.All(resources, resource => Assert.True(named.Exists(action => Fits(action, resource)) || resource.EndsWith("audit:*", StringComparison.Ordinal), $"No action of {statement.Sid} fits {resource}."));
            Assert.Matches("^[A-Za-z0-9]+$", statement.Sid);
            Assert.Equal("Deny", statement.Effect);
        }

        Assert.All(documents[0].Statement, statement => Assert.Null(statement.Principal));
    }

    [Fact]
    public void The_attacks_of_the_table_exist_and_fit_their_resources() => Assert.All(Attacks, attack =>
    {
        var action = ActionCatalogue.Find(attack.Action);
        Assert.NotNull(action);
        Assert.True(attack.Resource == "*" || Fits(action, attack.Resource) || attack.Resource.Contains(":audit:8a21", StringComparison.Ordinal), $"{attack.Action} on {attack.Resource}");
    });

    [Fact]
    public void No_action_that_changes_the_bucket_or_its_objects_is_left_out()
    {
        // Whatever the catalogue has: a new action of Amazon S3 is either denied or reading.
        var open = ActionCatalogue.ActionsOf("s3").Where(action => action.ResourceTypes.Any(type => type.Name is "bucket" or "object"))
            .Where(action => new[] { "s3:Get*", "s3:List*", "s3:RestoreObject" }.Any(pattern => ActionPattern.IsMatch(pattern, action.Action)));
        Assert.All(open, action => Assert.True(action.AccessLevel is IamAccessLevel.Read or IamAccessLevel.List || action.Action == "s3:RestoreObject", action.Action));
    }

    [Fact]
    public void It_fits_into_what_Organizations_takes()
    {
        var guard = Guardrail("aws-us-gov");
        Assert.InRange(guard.ServiceControlPolicySize, 2000, 5120);
        Assert.Equal(PolicyDocument.Parse(guard.ServiceControlPolicy).ToJson(indented: false).Length, guard.ServiceControlPolicySize);
        Assert.True(guard.ServiceControlPolicy.Length <= 5120);
    }

    [Fact]
    public void It_loses_its_white_space_before_it_gets_too_large()
    {
        var three = With(3);
        Assert.DoesNotContain('\n', three.ServiceControlPolicy);
        Assert.InRange(three.ServiceControlPolicy.Length, 3000, 5120);
        Assert.Contains('\n', With(1).ServiceControlPolicy);

        static AuditTrailGuardrail With(int count) => AuditTrailGuardrail.Of(Scope with { BreakGlass = Many(count) });
    }

    [Fact]
    public void Too_many_principals_are_refused_with_a_way_out()
    {
        var error = Assert.Throws<GuardrailException>(() => AuditTrailGuardrail.Of(Scope with { BreakGlass = Many(12) }));
        Assert.Equal(GuardrailProblem.GuardrailTooLarge, error.Problem);
        Assert.Contains("arn:aws:iam::*:role/break-glass/*", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_takes_the_place_of_an_earlier_one()
    {
        const string Policy = """{"Version":"2008-10-17","Id":"mine","Statement":[{"Sid":"Tls","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::audit-logs/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""";
        var earlier = AuditTrailGuardrail.Of(Scope with { BreakGlass = [BreakGlassPattern.Parse($"arn:aws:iam::{Account}:role/Old")] });
        var added = PolicyDocument.ParseResourcePolicy(Guardrail("aws").AddToBucketPolicy(earlier.AddToBucketPolicy(Policy)));
        Assert.Equal(["Tls", "TrailOpsGuardBucket"], added.Statement.Select(statement => statement.Sid));
        Assert.Equal(("2008-10-17", "mine"), (added.Version, added.Id));
        Assert.DoesNotContain("role/Old", added.ToJson(), StringComparison.Ordinal);
        Assert.Equal(Guardrail("aws").BucketPolicyStatements, Guardrail("aws").AddToBucketPolicy(null));
        Assert.Throws<InvalidOperationException>(() => AuditTrailGuardrail.Of(Scope with { KmsKeyId = null }).AddToKeyPolicy(Policy));
    }

    [Fact]
    public void It_tells_where_to_put_what()
    {
        var guard = AuditTrailGuardrail.Of(Scope with { KmsKeyId = Key.Replace(Account, "777788889999", StringComparison.Ordinal), BreakGlass = [BreakGlassPattern.Parse("arn:aws:iam::*:role/BreakGlass")] });
        Assert.Equal([Account, "777788889999"], guard.ServiceControlPolicyAccount);
        Assert.Equal(6, guard.AttachTo.Count);
        Assert.Contains("the account 111122223333", guard.AttachTo[0], StringComparison.Ordinal);
        Assert.Contains("777788889999", guard.AttachTo[2], StringComparison.Ordinal);
        Assert.Contains("every account", guard.AttachTo[3], StringComparison.Ordinal);
        Assert.Equal($"{Trail}, bucket audit-logs, key {Key}: for all but {BreakGlass}", Guardrail("aws").ToString());
        Assert.Equal(4, Guardrail("aws").AttachTo.Count);
    }

    [Fact]
    public void A_trail_of_the_organisation_is_of_an_account_that_nothing_binds()
    {
        var guard = AuditTrailGuardrail.Of(Scope with { IsOrganizationTrail = true, BreakGlass = [BreakGlassPattern.Parse($"arn:aws:iam::{BucketAccount}:role/BreakGlass")] });
        Assert.Equal([BucketAccount], guard.ServiceControlPolicyAccount);
        Assert.Contains("does not bind the management account 111122223333", guard.AttachTo[0], StringComparison.Ordinal);
        Assert.Contains(guard.AttachTo, place => place.Contains($"to {BucketAccount}, which own", StringComparison.Ordinal));
        Assert.Empty(AuditTrailGuardrail.Of(Scope with { IsOrganizationTrail = true }).ServiceControlPolicyAccount);
    }

    [Fact]
    public void Its_texts_are_JSON()
    {
        var guard = Guardrail("aws");
        Assert.All([guard.ServiceControlPolicy, guard.BucketPolicyStatements, guard.KeyPolicyStatements!], text => JsonDocument.Parse(text).Dispose());
    }

    private static BreakGlassPattern[] Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => BreakGlassPattern.Parse($"arn:aws:iam::{Account}:role/a/path/that/is/long/enough/BreakGlass{i}"))];

    /// <summary>Whether one of the forms that the catalogue has for an action's resources is that of a resource.</summary>
    private static bool Fits(TrailOps.IamAction action, string resource) => action.ResourceTypes.SelectMany(type => type.ArnFormats)
        .Any(format => Regex.IsMatch(resource, "^" + Variable().Replace(Regex.Escape(format).Replace("\\$\\{", "${", StringComparison.Ordinal), _ => ".+") + "$", RegexOptions.None, TimeSpan.FromSeconds(5)));

    [GeneratedRegex(@"\$\{[A-Za-z0-9]+\}?")]
    private static partial Regex Variable();
}
