using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests;

/// <summary>What scripts rely on: each parameter's type, sets, position, pipeline binding and aliases. A change here is a breaking one.</summary>
public sealed class ParameterTableTests
{
    // name: type | sets, with * where mandatory, @position, 'name' where bound by property name, 'value' where by value | aliases
    [Theory]
    [InlineData("Get-RoleEvents", """
        AccessKey: String | all name | AK
        AccessKeyId: String[] | all |
        AccountId: String[] | all |
        AllRegions: SwitchParameter | EventHistory |
        BucketName: String | Bucket* name |
        CachePath: String | Bucket, Trail |
        CloudTrailEvent: String[] | Event* name | Json
        Credential: Object | all name |
        EndTime: Nullable`1 | all name | Before
        EndpointUrl: String | all name |
        EventName: String[] | all |
        EventSource: String[] | all |
        Key: String[] | Bucket name |
        KeyPrefix: String | Bucket |
        LiteralPath: String[] | LiteralPath* name | FullName PSPath LP
        OrganizationId: String | Bucket |
        Outcome: EventOutcome[] | all |
        Path: String[] | Path* |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        PublicKeyPath: String[] | Bucket, LiteralPath, Path, Trail |
        ReadOnly: SwitchParameter | all |
        Region: String[] | all name | RegionToCall
        RequestPayer: String | Bucket, Trail |
        RoleName: RoleIdentity[] | all @0 name |
        SecretKey: String | all name | SK SecretAccessKey
        SessionName: String[] | all name |
        SessionToken: String | all name | ST
        StartTime: Nullable`1 | all name | After
        ThrottleLimit: Int32 | Bucket, LiteralPath, Path, Trail |
        Timeout: TimeSpan | EventHistory |
        TrailName: String[] | Trail* name | TrailARN
        Validated: SwitchParameter | Bucket, LiteralPath, Path, Trail |
        Wait: SwitchParameter | EventHistory |
        """)]
    [InlineData("ConvertFrom-AuthorizationMessage", """
        AccessKey: String | all | AK
        Credential: Object | all |
        EndpointUrl: String | all |
        LiteralPath: String[] | LiteralPath* | FullName PSPath LP
        Message: PSObject | Message* @0 value | InputObject EncodedMessage
        NoDecode: SwitchParameter | all |
        Path: String[] | Path* |
        ProfileLocation: String | all | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all | StoredCredentials AWSProfileName
        Region: String[] | all | RegionToCall
        SecretKey: String | all | SK SecretAccessKey
        SessionToken: String | all | ST
        Unique: SwitchParameter | all |
        """)]
    [InlineData("ConvertTo-RolePolicy", """
        AsJson: SwitchParameter | Json* |
        AsTerraform: SwitchParameter | Terraform* |
        Baseline: PSObject[] | all |
        ExcludeAction: String[] | all |
        ExcludeService: String[] | all |
        IncludeAction: String[] | all |
        IncludeDenied: SwitchParameter | all |
        InputObject: PSObject | all* @0 value |
        MaxResource: Int32 | all |
        Scope: RolePolicyScope | all |
        SplitSize: Int32 | all |
        SuccessOnly: SwitchParameter | all |
        UseCalledVia: SwitchParameter | all |
        UseWildcard: SwitchParameter | all |
        """)]
    [InlineData("Enable-TempAdmin", """
        AccessKey: String | all name | AK
        Confirm: SwitchParameter | all | cf
        Credential: Object | all name |
        Duration: TimeSpan | all |
        EndpointUrl: String | all name |
        Force: SwitchParameter | all |
        ManagedPolicy: SwitchParameter | Managed* |
        NoWait: SwitchParameter | all |
        PolicyArn: String | Managed @1 |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Reason: String | all |
        Region: String[] | all name | RegionToCall
        RoleName: RoleIdentity[] | all* @0 value name |
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        WhatIf: SwitchParameter | all | wi
        """)]
    [InlineData("Disable-TempAdmin", """
        AccessKey: String | all name | AK
        Confirm: SwitchParameter | all | cf
        Credential: Object | all name |
        EndpointUrl: String | all name |
        Expired: SwitchParameter | all |
        GrantId: String[] | all name |
        IncludeUnmanaged: SwitchParameter | all |
        PassThru: SwitchParameter | all |
        PolicyArn: String | all name |
        PolicyName: String | all name |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Region: String[] | all name | RegionToCall
        RevokeSessions: SwitchParameter | all |
        RoleName: RoleIdentity[] | all* @0 value name |
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        WhatIf: SwitchParameter | all | wi
        """)]
    [InlineData("Invoke-TempAdmin", """
        AccessKey: String | all name | AK
        ArgumentList: Object[] | all |
        Confirm: SwitchParameter | all | cf
        Credential: Object | all name |
        Duration: TimeSpan | all |
        EndpointUrl: String | all name |
        Force: SwitchParameter | all |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Reason: String | all |
        Region: String[] | all name | RegionToCall
        Renew: SwitchParameter | all |
        RoleName: RoleIdentity[] | all* @0 value name |
        ScriptBlock: ScriptBlock | all* @1 |
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        WhatIf: SwitchParameter | all | wi
        """)]
    [InlineData("New-AuditTrailGuardrail", """
        BreakGlassPrincipal: String[] | all* |
        BucketName: String | all @1 name | S3BucketName
        CloudWatchLogsLogGroupArn: String | all name |
        KmsKeyId: String | all name |
        SnsTopicARN: String | all name |
        TrailARN: PSObject[] | all* @0 value |
        """)]
    [InlineData("New-RoleSession", """
        AccessKey: String | all name | AK
        AsEnvironment: SwitchParameter | all |
        Confirm: SwitchParameter | all | cf
        Credential: Object | all name |
        Duration: Nullable`1 | all |
        EndpointUrl: String | all name |
        ExternalId: String | all |
        PolicyArn: String[] | all |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Region: String[] | all name | RegionToCall
        RoleName: RoleIdentity[] | all* @0 value name |
        SecretKey: String | all name | SK SecretAccessKey
        SerialNumber: String | all |
        SessionName: String | all @1 |
        SessionToken: String | all name | ST
        SourceIdentity: String | all |
        Tag: IDictionary | all |
        TokenCode: String | all |
        WhatIf: SwitchParameter | all | wi
        """)]
    [InlineData("Update-RolePolicy", """
        AccessKey: String | all name | AK
        Confirm: SwitchParameter | all | cf
        Credential: Object | all name |
        EndpointUrl: String | all name |
        Inline: SwitchParameter | all |
        Policy: PSObject[] | all* @1 value |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Region: String[] | all name | RegionToCall
        Replace: SwitchParameter | all |
        RoleName: RoleIdentity[] | all @0 name |
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        WhatIf: SwitchParameter | all | wi
        """)]
    [InlineData("Test-RolePolicy", """
        AccessKey: String | all name | AK
        Action: String[] | Action* @1, RoleAction* |
        Context: IDictionary | all |
        Credential: Object | all name |
        EndpointUrl: String | all name |
        InputObject: PSObject | Event* value, RoleEvent* value |
        PermissionsBoundary: PSObject[] | all |
        Policy: PSObject[] | Action* @0 value, Event* @0 |
        PrincipalArn: String | Action, RoleAction |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Region: String[] | all name | RegionToCall
        Resource: String[] | Action @2, RoleAction |
        ResourceAccountId: String | all |
        ResourceControlPolicy: PSObject[] | all |
        ResourcePolicy: PSObject[] | all |
        RoleName: RoleIdentity[] | RoleAction*, RoleEvent* |
        SecretKey: String | all name | SK SecretAccessKey
        ServiceControlPolicy: PSObject[] | all |
        SessionPolicy: PSObject[] | all |
        SessionToken: String | all name | ST
        """)]
    [InlineData("Compare-RolePolicy", """
        AccessKey: String | all name | AK
        Credential: Object | all name |
        Difference: PSObject[] | Policy* @1 value, Role* @0 value | DifferenceObject
        EndpointUrl: String | all name |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Reference: PSObject[] | Policy* @0 | ReferenceObject
        Region: String[] | all name | RegionToCall
        RoleName: RoleIdentity[] | Role* |
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        """)]
    [InlineData("Get-AuditTrail", """
        AccessKey: String | all name | AK
        Credential: Object | all name |
        EndpointUrl: String | all name |
        Name: String[] | all @0 value | TrailARN TrailName
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Region: String[] | all name | RegionToCall
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        """)]
    [InlineData("New-AuditTrail", """
        AccessKey: String | all name | AK
        BucketCredential: Object | all |
        BucketName: String | all @1 | S3BucketName
        BucketProfileName: String | all |
        Confirm: SwitchParameter | all | cf
        Credential: Object | all name |
        DataEventsOnly: SwitchParameter | all |
        EndpointUrl: String | all name |
        EventSelector: AuditTrailEventSelector[] | all |
        Force: SwitchParameter | all |
        KmsKeyId: String | all |
        Minimal: SwitchParameter | all |
        Name: String | all* @0 | TrailName
        ObjectLockDays: Int32 | all |
        ObjectLockMode: String | all |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Region: String[] | all name | RegionToCall
        RetentionDays: Int32 | all |
        S3KeyPrefix: String | all |
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        SingleRegion: SwitchParameter | all |
        WhatIf: SwitchParameter | all | wi
        """)]
    [InlineData("New-AuditTrailEventSelector", """
        DynamoDBTable: String[] | DynamoDB* name | TableArn TableName
        EventName: String[] | all |
        EventSource: String[] | all |
        ExcludeEventSource: String[] | Management |
        Name: String | all |
        Prefix: String[] | S3 |
        ReadWriteType: String | all |
        ResourceArn: String[] | Resource |
        ResourceType: String | Resource* |
        S3Bucket: String[] | S3* name | BucketName
        WriteOnly: SwitchParameter | all |
        """)]
    [InlineData("Set-AuditTrail", """
        AccessKey: String | all name | AK
        BucketCredential: Object | all |
        BucketName: String | all | S3BucketName
        BucketProfileName: String | all |
        Confirm: SwitchParameter | all | cf
        Credential: Object | all name |
        DataEventsOnly: SwitchParameter | all |
        EnableLogFileValidation: Boolean | all |
        EndpointUrl: String | all name |
        EventSelector: AuditTrailEventSelector[] | all |
        Force: SwitchParameter | all |
        IsMultiRegionTrail: Boolean | all |
        KmsKeyId: String | all |
        Name: String[] | all* @0 value | TrailARN TrailName
        PassThru: SwitchParameter | all |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Region: String[] | all name | RegionToCall
        S3KeyPrefix: String | all |
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        WhatIf: SwitchParameter | all | wi
        """)]
    [InlineData("Start-AuditTrail", """
        AccessKey: String | all name | AK
        Confirm: SwitchParameter | all | cf
        Credential: Object | all name |
        EndpointUrl: String | all name |
        Name: String[] | all* @0 value | TrailARN TrailName
        PassThru: SwitchParameter | all |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Region: String[] | all name | RegionToCall
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        Timeout: TimeSpan | all |
        Wait: SwitchParameter | all |
        WhatIf: SwitchParameter | all | wi
        """)]
    [InlineData("Test-AuditTrail", """
        AccessKey: String | all name | AK
        BucketAccountId: String | all |
        BucketCredential: Object | all |
        BucketName: String | all |
        BucketProfileName: String | all |
        Credential: Object | all name |
        EndpointUrl: String | all name |
        FailedOnly: SwitchParameter | all |
        Id: String[] | all |
        Name: String[] | all @0 value | TrailARN TrailName
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Region: String[] | all name | RegionToCall
        RetentionDays: Int32 | all |
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        Severity: AuditTrailCheckSeverity | all |
        Summary: SwitchParameter | all |
        """)]
    [InlineData("Test-AuditTrailLog", """
        AccessKey: String | all name | AK
        AccountId: String[] | all |
        BucketName: String | Bucket* name |
        Credential: Object | all name |
        Detailed: SwitchParameter | all |
        EndTime: Nullable`1 | all | Before
        EndpointUrl: String | all name |
        KeyPrefix: String | Bucket |
        LiteralPath: String[] | LiteralPath* name | FullName PSPath LP
        OrganizationId: String | Bucket |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        PublicKeyPath: String[] | all |
        Region: String[] | all name | RegionToCall
        RequestPayer: String | Bucket, Trail |
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        StartTime: Nullable`1 | all | After
        ThrottleLimit: Int32 | all |
        TrailName: String[] | Trail* @0 name | TrailARN
        """)]
    [InlineData("Stop-AuditTrail", """
        AccessKey: String | all name | AK
        Confirm: SwitchParameter | all | cf
        Credential: Object | all name |
        EndpointUrl: String | all name |
        Name: String[] | all* @0 value | TrailARN TrailName
        PassThru: SwitchParameter | all |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Region: String[] | all name | RegionToCall
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        WhatIf: SwitchParameter | all | wi
        """)]
    [InlineData("Remove-AuditTrail", """
        AccessKey: String | all name | AK
        Confirm: SwitchParameter | all | cf
        Credential: Object | all name |
        EndpointUrl: String | all name |
        Name: String[] | all* @0 value | TrailARN TrailName
        PassThru: SwitchParameter | all |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Region: String[] | all name | RegionToCall
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        WhatIf: SwitchParameter | all | wi
        """)]
    [InlineData("Get-TempAdmin", """
        AccessKey: String | all name | AK
        Credential: Object | all name |
        EndpointUrl: String | all name |
        ProfileLocation: String | all name | AWSProfilesLocation ProfilesLocation
        ProfileName: String | all name | StoredCredentials AWSProfileName
        Region: String[] | all name | RegionToCall
        RoleName: RoleIdentity[] | all @0 value name |
        SecretKey: String | all name | SK SecretAccessKey
        SessionToken: String | all name | ST
        """)]
    [InlineData("Get-IamAction", """
        AccessLevel: IamAccessLevel[] | all |
        EventName: String | Event* name |
        EventSource: String | Event* name |
        InputObject: RoleEvent | RoleEvent* value |
        Name: String[] | Name @0 value |
        Service: String[] | Name |
        """)]
    public void Parameters_are_as_published(string cmdlet, string table)
    {
        using var session = new Session();
        var command = (CmdletInfo)session.Run($"Get-Command {cmdlet}").Clean().Single().BaseObject;
        var lines = command.Parameters.Values
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}: {parameter.ParameterType.Name} | {Sets(parameter)} | {string.Join(' ', parameter.Aliases)}".TrimEnd());
        Assert.Equal(table.ReplaceLineEndings("\n"), string.Join('\n', lines));
    }

    [Theory]
    [InlineData("Get-RoleEvents", ParameterAttribute.AllParameterSets)]
    [InlineData("ConvertFrom-AuthorizationMessage", "Message")]
    [InlineData("ConvertTo-RolePolicy", "Object")]
    [InlineData("Get-IamAction", "Name")]
    [InlineData("New-AuditTrailEventSelector", "Management")]
    [InlineData("Set-AuditTrail", ParameterAttribute.AllParameterSets)]
    [InlineData("Test-AuditTrailLog", "Trail")]
    public void Default_sets_are_as_published(string cmdlet, string set)
    {
        using var session = new Session();
        Assert.Equal(set, ((CmdletInfo)session.Run($"Get-Command {cmdlet}").Clean().Single().BaseObject).DefaultParameterSet ?? ParameterAttribute.AllParameterSets);
    }

    private static string Sets(ParameterMetadata parameter) => string.Join(", ", parameter.ParameterSets.OrderBy(set => set.Key, StringComparer.Ordinal).Select(set =>
        (set.Key == ParameterAttribute.AllParameterSets ? "all" : set.Key)
        + (set.Value.IsMandatory ? "*" : "")
        + (set.Value.Position >= 0 ? $" @{set.Value.Position}" : "")
        + (set.Value.ValueFromPipeline ? " value" : "")
        + (set.Value.ValueFromPipelineByPropertyName ? " name" : "")));
}
