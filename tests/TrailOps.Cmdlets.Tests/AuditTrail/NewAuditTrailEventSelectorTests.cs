using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

public sealed class NewAuditTrailEventSelectorTests : IDisposable
{
    private const string Cmdlet = ",TrailOps.Cmdlets.NewAuditTrailEventSelectorCommand";
    private const string Lock = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/lock";

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("", "all management events")]
    [InlineData("-ReadWriteType All", "all management events")]
    [InlineData("-ReadWriteType readonly", "read-only management events")]
    [InlineData("-WriteOnly", "write-only management events")]
    [InlineData("-WriteOnly -ReadWriteType WriteOnly", "write-only management events")]
    [InlineData("-WriteOnly:$false -ReadWriteType ReadOnly", "read-only management events")]
    [InlineData("-ExcludeEventSource kms, rdsdata", "all management events without KMS and RDS Data")]
    [InlineData("-ExcludeEventSource KMS.amazonaws.com, kms -ReadWriteType WriteOnly", "write-only management events without KMS")]
    [InlineData("-S3Bucket tf-state", "all events of objects in s3://tf-state/")]
    [InlineData("-S3Bucket tf-state -Prefix env/ -WriteOnly", "writes to objects in s3://tf-state/env/")]
    [InlineData("-S3Bucket tf-state -Prefix env/*, prod -ReadWriteType ReadOnly", "reads of objects in s3://tf-state/env/ and s3://tf-state/prod*")]
    [InlineData("-S3Bucket tf-state, backups", "all events of objects in s3://tf-state/ and s3://backups/")]
    [InlineData("-S3Bucket arn:aws-cn:s3:::tf-state, s3://b.c.d/e/, arn:aws:s3:::Old_Bucket/*", "all events of objects in s3://tf-state/, s3://b.c.d/e/ and s3://Old_Bucket/")]
    [InlineData("-S3Bucket logs-*", "all events of objects in s3://logs-*")]
    [InlineData("-S3Bucket tf-state -EventName Delete*, PutObject", "all events of objects in s3://tf-state/ where eventName is PutObject or starts with Delete")]
    [InlineData("-S3Bucket tf-state -EventName DeleteObject, DeleteObjects", "DeleteObject and DeleteObjects of objects in s3://tf-state/")]
    [InlineData("-S3Bucket tf-state -EventSource s3", "all events of objects in s3://tf-state/ where eventSource is s3.amazonaws.com")]
    [InlineData("-DynamoDBTable lock", "all events of items in DynamoDB table lock")]
    [InlineData("-DynamoDBTable lock, arn:aws:dynamodb:eu-central-1:111122223333:table/state -WriteOnly", "writes to items in DynamoDB tables lock and state")]
    [InlineData("-DynamoDBTable tf-*", "all events of items in DynamoDB table tf-*")]
    [InlineData("-ResourceType AWS::Lambda::Function", "all events of all Lambda functions")]
    [InlineData("-ResourceType aws::s3::object", "all events of objects in all buckets")]
    [InlineData("-ResourceType AWS::S3::Object -ResourceArn arn:aws:s3:::a, arn:aws:s3:::b/, arn:aws:s3:::c/*", "all events of objects in s3://a/, s3://b/ and s3://c/")]
    [InlineData("-ResourceType AWS::S3::Object -ResourceArn arn:aws:s3:::a/key", "all events of object s3://a/key")]
    [InlineData("-ResourceType AWS::New::Thing -ResourceArn arn:aws:new:eu-west-1:111122223333:thing/*", "all events of AWS::New::Thing arn:aws:new:eu-west-1:111122223333:thing/*")]
    [InlineData("-ResourceType AWS::DynamoDB::Stream -ResourceArn arn:aws:dynamodb:eu-west-1:111122223333:table/t/stream/*", "all events of AWS::DynamoDB::Stream arn:aws:dynamodb:eu-west-1:111122223333:table/t/stream/*")]
    public void Events_in_words(string parameters, string words)
    {
        var selector = Assert.Single(_session.Run($"New-AuditTrailEventSelector {parameters}").Clean());
        Assert.Equal("TrailOps.AuditTrailEventSelector", selector.TypeNames[0]);
        Assert.Equal((words, words), (selector.Value("Description"), selector.ToString()));
    }

    [Theory]
    [InlineData("-S3Bucket b-1, b-2 -Prefix env/, prod/ -Name state", "eventCategory=Data resources.type=AWS::S3::Object resources.ARN^arn:${AWS::Partition}:s3:::b-1/env/,arn:${AWS::Partition}:s3:::b-1/prod/,arn:${AWS::Partition}:s3:::b-2/env/,arn:${AWS::Partition}:s3:::b-2/prod/")]
    [InlineData("-S3Bucket arn:aws:s3:::b-1, arn:aws:s3:::b-1/ -WriteOnly", "eventCategory=Data resources.type=AWS::S3::Object readOnly=false resources.ARN^arn:aws:s3:::b-1/")]
    [InlineData("-DynamoDBTable lock", "eventCategory=Data resources.type=AWS::DynamoDB::Table resources.ARN=" + Lock)]
    [InlineData("-ExcludeEventSource kms -ReadWriteType ReadOnly", "eventCategory=Management readOnly=true eventSource!kms.amazonaws.com")]
    public void Events_as_CloudTrail_selects_them(string parameters, string fields)
    {
        var run = _session.Run(
            $"(New-AuditTrailEventSelector {parameters}).FieldSelectors | ForEach-Object {{ $f = $_; if ($f.EqualTo) {{ \"$($f.Field)=$($f.EqualTo -join ',')\" }}; if ($f.StartsWith) {{ \"$($f.Field)^$($f.StartsWith -join ',')\" }}; if ($f.NotEquals) {{ \"$($f.Field)!$($f.NotEquals -join ',')\" }} }}");
        Assert.Equal(fields, string.Join(' ', run.Clean()));
    }

    [Theory]
    [InlineData("[pscustomobject] @{ BucketName = 'b-1'; Name = 'x' }, [pscustomobject] @{ BucketName = 'b-2' }", "", "all events of objects in s3://b-1/|all events of objects in s3://b-2/")]
    [InlineData("[pscustomobject] @{ BucketName = 'b-1' }", "-Prefix env/ -WriteOnly", "writes to objects in s3://b-1/env/")]
    [InlineData("[pscustomobject] @{ TableName = 'lock' }", "", "all events of items in DynamoDB table lock")]
    [InlineData("[pscustomobject] @{ TableName = 'other'; TableArn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/lock' }", "", "all events of items in DynamoDB table lock")]
    public void One_for_each_bucket_or_table_of_the_pipeline(string items, string parameters, string words) =>
        Assert.Equal(words.Split('|'), _session.Run($"{items} | New-AuditTrailEventSelector {parameters}").Clean().Select(selector => selector.Value("Description")));

    [Theory]
    [InlineData("-EventSource ec2", "ec2.amazonaws.com", "Get-RoleEvents -EventSource ec2.amazonaws.com")]
    [InlineData("-EventName RunInstances, StopInstances", "RunInstances", "Get-RoleEvents -EventName RunInstances, StopInstances")]
    [InlineData("-ExcludeEventSource ec2.amazonaws.com", "ec2.amazonaws.com", "Where-Object EventSource -ne ec2.amazonaws.com")]
    [InlineData("-ExcludeEventSource kms, s3", "s3.amazonaws.com", "kms.amazonaws.com and rdsdata.amazonaws.com")]
    public void Management_events_of_other_services_are_all_or_none(string parameters, string target, string alternative)
    {
        var error = Ended(parameters, "ManagementEventsNotSelectable");
        Assert.Equal(target, error.TargetObject);
        Assert.Contains(alternative, error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-WriteOnly -ReadWriteType ReadOnly")]
    [InlineData("-WriteOnly -ReadWriteType All -S3Bucket tf-state")]
    public void Write_only_and_something_else(string parameters) => Ended(parameters, "ReadWriteTypeAmbiguous");

    [Theory]
    [InlineData("lambda")]
    [InlineData("AWS::Lambda")]
    [InlineData("AWS::Lambda::Function::More")]
    public void What_is_no_kind_of_resource(string type) => Assert.Contains("AWS::Lambda::Function", Ended($"-ResourceType {type}", "ResourceTypeNotValid").Exception.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("-S3Bucket tf-state, Bad", "BucketNameNotValid", "Bad", "'B'")]
    [InlineData("-S3Bucket ab", "BucketNameNotValid", "ab", "2 characters")]
    [InlineData("-S3Bucket -ab-", "BucketNameNotValid", "-ab-", "letter or a digit")]
    [InlineData("-S3Bucket a..b", "BucketNameNotValid", "a..b", "two dots")]
    [InlineData("-S3Bucket 10.0.0.1", "BucketNameNotValid", "10.0.0.1", "IP address")]
    [InlineData("-S3Bucket xn--abc", "BucketNameNotValid", "xn--abc", "begins with xn--")]
    [InlineData("-S3Bucket abc-s3alias", "BucketNameNotValid", "abc-s3alias", "ends with -s3alias")]
    [InlineData("-S3Bucket abc--euw1-az1--x-s3", "BucketNameNotValid", "abc--euw1-az1--x-s3", "AWS::S3Express::Object")]
    [InlineData("-S3Bucket abc/env", "BucketNameNotValid", "abc/env", "-Prefix")]
    [InlineData("-S3Bucket s3://abc/env/ -Prefix prod/", "BucketNameNotValid", "s3://abc/env/", "a prefix of its own")]
    [InlineData("-S3Bucket abc* -Prefix prod/", "BucketNameNotValid", "abc*", "several buckets")]
    [InlineData("-S3Bucket a*c", "BucketNameNotValid", "a*c", "wildcard")]
    [InlineData("-S3Bucket abc -Prefix e*v/", "BucketNameNotValid", "abc", "wildcard")]
    [InlineData("-S3Bucket arn:aws:s3:::", "BucketNameNotValid", "arn:aws:s3:::", "names no bucket")]
    [InlineData("-S3Bucket arn:aws:s3:eu-west-1:111122223333:accesspoint/x", "BucketNameNotValid", "arn:aws:s3:eu-west-1:111122223333:accesspoint/x", "AWS::S3::AccessPoint")]
    [InlineData("-DynamoDBTable ab", "TableNameNotValid", "ab", "3 to 255")]
    [InlineData("-DynamoDBTable 'a b c'", "TableNameNotValid", "a b c", "letters")]
    [InlineData("-DynamoDBTable arn:aws:dynamodb:eu-west-1:111122223333:table/t/stream/2026", "TableNameNotValid", "arn:aws:dynamodb:eu-west-1:111122223333:table/t/stream/2026", "AWS::DynamoDB::Stream")]
    [InlineData("-DynamoDBTable arn:aws:dynamodb:eu-west-1:111122223333:table/t/index/i", "TableNameNotValid", "arn:aws:dynamodb:eu-west-1:111122223333:table/t/index/i", "the table's own ARN")]
    [InlineData("-DynamoDBTable arn:aws:dynamodb:*:111122223333:table/t", "TableNameNotValid", "arn:aws:dynamodb:*:111122223333:table/t", "wildcard")]
    [InlineData("-DynamoDBTable arn:aws:s3:::b", "TableNameNotValid", "arn:aws:s3:::b", "the ARN of no table")]
    [InlineData("-ResourceType AWS::SNS::Topic -ResourceArn topic", "ResourceArnNotValid", "topic", "is no ARN")]
    [InlineData("-ResourceType AWS::SNS::Topic -ResourceArn arn:aws:sns:*:111122223333:t", "ResourceArnNotValid", "arn:aws:sns:*:111122223333:t", "one asterisk, at the end")]
    [InlineData("-ResourceType AWS::DynamoDB::Table -ResourceArn arn:aws:dynamodb:eu-west-1:111122223333:table/t/stream/2026", "ResourceArnNotValid", "arn:aws:dynamodb:eu-west-1:111122223333:table/t/stream/2026", "AWS::DynamoDB::Stream")]
    [InlineData("-S3Bucket abc -EventName *Object", "EventNameNotSelectable", "*Object", "wildcard")]
    [InlineData("-S3Bucket abc -EventSource s?", "EventNameNotSelectable", "s?", "wildcard")]
    public void What_no_event_has_is_an_error_and_no_selector(string parameters, string id, string target, string told)
    {
        var run = _session.Run($"New-AuditTrailEventSelector {parameters}");
        var error = Assert.Single(run.Errors);
        Assert.Equal((id + Cmdlet, ErrorCategory.InvalidArgument, target), (error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject));
        Assert.Contains(told, error.Exception.Message, StringComparison.Ordinal);
        Assert.Null(run.Exception);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("-Name ('n' * 1001)", "1001 characters")]
    [InlineData("-S3Bucket (1..600 | ForEach-Object { \"bucket-$_\" })", "602 values")]
    public void More_than_a_trail_takes(string parameters, string told)
    {
        var error = Assert.Single(_session.Run($"New-AuditTrailEventSelector {parameters}").Errors);
        Assert.Equal(("EventSelectorTooLarge" + Cmdlet, ErrorCategory.LimitsExceeded), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.Contains(told, error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-S3Bucket abc -DynamoDBTable lock")]
    [InlineData("-S3Bucket abc -ExcludeEventSource kms")]
    [InlineData("-DynamoDBTable lock -Prefix env/")]
    [InlineData("-ResourceArn arn:aws:sns:eu-west-1:111122223333:t -ExcludeEventSource kms")]
    public void Kinds_of_events_are_not_mixed(string parameters) =>
        Assert.Equal(["AmbiguousParameterSet" + Cmdlet], _session.Run($"New-AuditTrailEventSelector {parameters}").ErrorIds);

    [Fact]
    public void A_bad_bucket_of_the_pipeline_leaves_the_others()
    {
        var run = _session.Run("'b-1', 'Bad', 'b-2' | ForEach-Object { [pscustomobject] @{ BucketName = $_ } } | New-AuditTrailEventSelector");
        Assert.Equal(["all events of objects in s3://b-1/", "all events of objects in s3://b-2/"], run.Values("Description"));
        Assert.Equal(["BucketNameNotValid" + Cmdlet], run.ErrorIds);
    }

    [Fact]
    public void A_prefix_with_a_slash_before_it_is_a_warning()
    {
        var run = _session.Run("New-AuditTrailEventSelector -S3Bucket abc -Prefix /env/");
        Assert.Equal("all events of objects in s3://abc//env/", Assert.Single(run.Output).Value("Description"));
        Assert.Contains("begins with a slash", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-AuditTrailEventSelector -ExcludeEventSource ", "rdsdata.amazonaws.com", "s3.amazonaws.com")]
    [InlineData("New-AuditTrailEventSelector -ResourceType AWS::Lam", "AWS::Lambda::Function", "AWS::SNS::Topic")]
    [InlineData("New-AuditTrailEventSelector -ResourceType topic", "AWS::SNS::Topic", "AWS::Lambda::Function")]
    [InlineData("New-AuditTrailEventSelector -S3Bucket b -EventSource s3 -EventName PutObj", "PutObject", "CreateTrail")]
    [InlineData("New-AuditTrailEventSelector -ReadWriteType W", "WriteOnly", "ReadOnly")]
    public void Tab_offers_what_fits(string line, string offered, string notOffered)
    {
        var texts = Complete.Texts(_session, line);
        Assert.Contains(offered, texts);
        Assert.DoesNotContain(notOffered, texts);
    }

    private ErrorRecord Ended(string parameters, string id)
    {
        // It is terminating: -ErrorAction does not silence it.
        var run = _session.Run($"New-AuditTrailEventSelector {parameters} -ErrorAction Ignore");
        Assert.Empty(run.Output);
        var error = AwsCommonParametersTests.Error(run);
        Assert.Equal((id + Cmdlet, ErrorCategory.InvalidArgument), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        return error;
    }
}
