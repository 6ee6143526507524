using System.Management.Automation;
using TrailOps.Trails;

namespace TrailOps.Cmdlets;

/// <summary>Makes an event selector: which events a trail logs.</summary>
/// <remarks>
/// <para>Without a resource it selects management events, with one that resource's data events: of objects (-S3Bucket), of items (-DynamoDBTable), or of any kind that
/// CloudTrail knows (-ResourceType). Nothing is asked of AWS. A trail logs what any of its selectors selects, so management events are logged no more where only
/// selectors of data events are given.</para>
/// <para>Of management events a trail can leave out those of AWS KMS and of the RDS Data API, and those that read or write; CloudTrail lets it choose by no other service and
/// by no name.</para>
/// <para>Buckets and tables that are given by name are those of the trail's partition, account and home region. The selector keeps ${AWS::Partition}, ${AWS::Region} and
/// ${AWS::AccountId} in their ARNs until it is put on a trail.</para>
/// <para>The first copy of management events in a region is free, each further one costs USD 2.00 for 100,000 events; data events cost USD 0.10 for 100,000, always.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html">Filtering data events by using advanced event selectors</seealso>
/// <seealso href="https://aws.amazon.com/cloudtrail/pricing/">AWS CloudTrail pricing</seealso>
[Cmdlet(VerbsCommon.New, "AuditTrailEventSelector", DefaultParameterSetName = ManagementSet)]
[OutputType(typeof(AuditTrailEventSelector))]
public sealed class NewAuditTrailEventSelectorCommand : PSCmdlet
{
    private const string ManagementSet = "Management";
    private const string S3Set = "S3";
    private const string DynamoDBSet = "DynamoDB";
    private const string ResourceSet = "Resource";

    private bool _isBad;

    /// <summary>Calls that read, those that write, or All.</summary>
    [Parameter]
    [ValidateSet("All", "ReadOnly", "WriteOnly")]
    public string ReadWriteType { get; set; } = "All";

    /// <summary>Short for -ReadWriteType WriteOnly.</summary>
    [Parameter]
    public SwitchParameter WriteOnly { get; set; }

    /// <summary>Services whose management events are left out: kms.amazonaws.com and rdsdata.amazonaws.com, kms and rdsdata for short. There are no others.</summary>
    [Parameter(ParameterSetName = ManagementSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExcludableSourceCompleter))]
    public string[] ExcludeEventSource { get; set; } = [];

    /// <summary>Buckets, the events of whose objects are selected: names, ARNs or s3:// URIs. Objects that have a BucketName bind from the pipeline. One that ends with an
    /// asterisk is all whose names begin so.</summary>
    [Parameter(Mandatory = true, ParameterSetName = S3Set, ValueFromPipelineByPropertyName = true)]
    [Alias("BucketName")]
    [ValidateNotNullOrEmpty]
    public string[] S3Bucket { get; set; } = [];

    /// <summary>What the objects' keys begin with in each bucket, such as env/.</summary>
    [Parameter(ParameterSetName = S3Set)]
    [ValidateNotNullOrEmpty]
    public string[] Prefix { get; set; } = [];

    /// <summary>DynamoDB tables, the events of whose items are selected: names or ARNs. Objects that have a TableArn or a TableName bind from the pipeline.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DynamoDBSet, ValueFromPipelineByPropertyName = true)]
    [Alias("TableArn", "TableName")]
    [ValidateNotNullOrEmpty]
    public string[] DynamoDBTable { get; set; } = [];

    /// <summary>The kind of resource, such as AWS::Lambda::Function. Tab completes those that are known; others are taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ResourceSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DataEventTypeCompleter))]
    public string ResourceType { get; set; } = "";

    /// <summary>The ARNs of the resources; one that ends with an asterisk is all that begin so. Without it: every resource of the kind.</summary>
    [Parameter(ParameterSetName = ResourceSet)]
    [ValidateNotNullOrEmpty]
    public string[] ResourceArn { get; set; } = [];

    /// <summary>Data events of these names, such as DeleteObject; Delete* is all that begin so.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventNameCompleter))]
    public string[] EventName { get; set; } = [];

    /// <summary>Data events of these services, such as s3.amazonaws.com, or s3 for short.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventSourceCompleter))]
    public string[] EventSource { get; set; } = [];

    /// <summary>A name for it, of up to 1,000 characters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (WriteOnly && MyInvocation.BoundParameters.ContainsKey(nameof(ReadWriteType)) && !Is("WriteOnly"))
        {
            ThrowTerminatingError(Errors.ReadWriteTypeAmbiguous(ReadWriteType));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _isBad = false;
        var selector = ParameterSetName == ManagementSet ? Management() : Data();
        foreach (var problem in _isBad ? [] : EventSelectorLimits.Problems([selector]))
        {
            Refuse(Errors.EventSelectorTooLarge(problem, Name));
        }

        // One that lacks a bucket of those asked for is not the one asked for.
        if (!_isBad)
        {
            WriteObject(selector);
        }
    }

    private bool? IsReadOnly => WriteOnly || Is("WriteOnly") ? false : Is("ReadOnly") ? true : null;

    private bool Is(string type) => ReadWriteType.Equals(type, StringComparison.OrdinalIgnoreCase);

    private AuditTrailEventSelector Management()
    {
        if (EventSource.Length + EventName.Length > 0)
        {
            ThrowTerminatingError(Errors.ManagementEventsNotSelectable([.. EventSource.Select(EventSourceName.Complete)], EventName));
        }

        string[] excluded = [.. ExcludeEventSource.Select(source => EventSourceName.Complete(source).ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
        if (Array.Find(excluded, source => !ExcludableSourceCompleter.Sources.Contains(source)) is { } other)
        {
            ThrowTerminatingError(Errors.ManagementEventsNotSelectable(other));
        }

        return AuditTrailEventSelector.Management(IsReadOnly, excluded, Name);
    }

    private AuditTrailEventSelector Data()
    {
        ValueCondition arns = new(EventField.ResourceArn);
        ValueCondition names = new(EventField.Name);
        ValueCondition sources = new(EventField.Source);
        var type = ParameterSetName switch
        {
            S3Set => DataEventTypes.S3Object,
            DynamoDBSet => DataEventTypes.DynamoDBTable,
            _ => DataEventTypes.Read(ResourceType),
        };
        if (type is null)
        {
            ThrowTerminatingError(Errors.EventSelectorValue("ResourceTypeNotValid", ResourceType, "is no kind of resource, such as AWS::Lambda::Function"));
        }

        foreach (var prefix in Array.FindAll(Prefix, prefix => prefix.StartsWith('/')))
        {
            WriteWarning($"The prefix '{prefix}' begins with a slash, as hardly any key does: env/ is what s3://bucket/env/ has.");
        }

        Check("BucketNameNotValid", S3Bucket, bucket => arns.AddBucket(bucket, Prefix));
        Check("TableNameNotValid", DynamoDBTable, arns.AddTable);
        Check("ResourceArnNotValid", ResourceArn, arn => arns.AddResource(type!, arn));
        Check("EventNameNotSelectable", EventName, names.Add);
        Check("EventNameNotSelectable", EventSource, source => sources.Add(EventSourceName.Complete(source)));
        return AuditTrailEventSelector.Data(type!, [.. arns.Conditions, .. names.Conditions, .. sources.Conditions], IsReadOnly, Name);
    }

    private void Check(string id, string[] values, Func<string, string?> add)
    {
        foreach (var value in values)
        {
            if (add(value) is { } problem)
            {
                Refuse(Errors.EventSelectorValue(id, value, problem));
            }
        }
    }

    private void Refuse(ErrorRecord error)
    {
        _isBad = true;
        WriteError(error);
    }
}
