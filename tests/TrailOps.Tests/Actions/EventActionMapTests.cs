using TrailOps.Actions;

namespace TrailOps.Tests.Actions;

public class EventActionMapTests
{
    [Theory]

    // The action has the event's name.
    [InlineData("ec2", "RunInstances", "ec2:RunInstances")]
    [InlineData("iam", "AttachRolePolicy", "iam:AttachRolePolicy")]
    [InlineData("dynamodb", "GetItem", "dynamodb:GetItem")]
    [InlineData("sts", "GetFederationToken", "sts:GetFederationToken")]
    [InlineData("sts", "AssumeRole", "sts:AssumeRole")]
    [InlineData("es", "CreateElasticsearchDomain", "es:CreateElasticsearchDomain")]
    [InlineData("athena", "StartQueryExecution", "athena:StartQueryExecution")]

    // … in other case.
    [InlineData("s3", "GetBucketCors", "s3:GetBucketCORS")]
    [InlineData("s3", "PutBucketCors", "s3:PutBucketCORS")]
    [InlineData("serverlessrepo", "createApplication", "serverlessrepo:CreateApplication")]

    // … without the date of the API version.
    [InlineData("lambda", "ListFunctions20150331", "lambda:ListFunctions")]
    [InlineData("lambda", "GetFunction20150331v2", "lambda:GetFunction")]
    [InlineData("lambda", "TagResource20170331v2", "lambda:TagResource")]
    [InlineData("lambda", "PublishLayerVersion20181031", "lambda:PublishLayerVersion")]
    [InlineData("lambda", "PutFunctionRecursionConfig20240831", "lambda:PutFunctionRecursionConfig")]
    [InlineData("cloudfront", "CreateDistribution2020_05_31", "cloudfront:CreateDistribution")]
    [InlineData("cloudfront", "GetDistribution2016_09_29", "cloudfront:GetDistribution")]

    // … which a rule by event may still change.
    [InlineData("lambda", "GetLayerVersionByArn20181031", "lambda:GetLayerVersion")]
    [InlineData("cloudfront", "CreateDistributionWithTags2020_05_31", "cloudfront:CreateDistribution cloudfront:TagResource")]

    // Digits that belong to the name.
    [InlineData("elasticbeanstalk", "DescribeEnvironments", "elasticbeanstalk:DescribeEnvironments")]
    [InlineData("cloud9", "CreateEnvironmentEC2", "cloud9:CreateEnvironmentEC2")]
    [InlineData("access-analyzer", "ListFindingsV2", "access-analyzer:ListFindings")]
    [InlineData("comprehendmedical", "DetectEntitiesV2", "comprehendmedical:DetectEntitiesV2")]

    // Amazon S3's own ways.
    [InlineData("s3", "ListBuckets", "s3:ListAllMyBuckets")]
    [InlineData("s3", "HeadBucket", "s3:ListBucket")]
    [InlineData("s3", "ListObjectsV2", "s3:ListBucket")]
    [InlineData("s3", "ListObjectVersions", "s3:ListBucketVersions")]
    [InlineData("s3", "ListMultipartUploads", "s3:ListBucketMultipartUploads")]
    [InlineData("s3", "ListParts", "s3:ListMultipartUploadParts")]
    [InlineData("s3", "HeadObject", "s3:GetObject")]
    [InlineData("s3", "CopyObject", "s3:GetObject s3:PutObject")]
    [InlineData("s3", "DeleteObjects", "s3:DeleteObject")]
    [InlineData("s3", "CompleteMultipartUpload", "s3:PutObject")]
    [InlineData("s3", "GetBucketLifecycle", "s3:GetLifecycleConfiguration")]
    [InlineData("s3", "DeleteBucketLifecycle", "s3:PutLifecycleConfiguration")]
    [InlineData("s3", "GetBucketEncryption", "s3:GetEncryptionConfiguration")]
    [InlineData("s3", "DeleteBucketEncryption", "s3:PutEncryptionConfiguration")]
    [InlineData("s3", "DeleteBucketReplication", "s3:PutReplicationConfiguration")]
    [InlineData("s3", "GetBucketReplication", "s3:GetReplicationConfiguration")]
    [InlineData("s3", "DeleteBucketTagging", "s3:PutBucketTagging")]
    [InlineData("s3", "GetBucketTagging", "s3:GetBucketTagging")]
    [InlineData("s3", "DeleteBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock")]
    [InlineData("s3", "GetBucketPublicAccessBlock", "s3:GetBucketPublicAccessBlock")]
    [InlineData("s3", "GetAccelerateConfiguration", "s3:GetAccelerateConfiguration")]
    [InlineData("s3", "GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration")]
    [InlineData("s3", "DeleteBucketWebsite", "s3:DeleteBucketWebsite")]
    [InlineData("s3", "DeleteBucketPolicy", "s3:DeleteBucketPolicy")]
    [InlineData("s3express", "PutObject", "s3express:CreateSession")]

    // Several actions, other services' actions, batches.
    [InlineData("kms", "ReEncrypt", "kms:ReEncryptFrom kms:ReEncryptTo")]
    [InlineData("lambda", "Invoke", "lambda:InvokeFunction")]
    [InlineData("dynamodb", "TransactGetItems", "dynamodb:GetItem")]
    [InlineData("dynamodb", "ExecuteStatement", "dynamodb:PartiQLSelect dynamodb:PartiQLInsert dynamodb:PartiQLUpdate dynamodb:PartiQLDelete")]
    [InlineData("sqs", "SendMessageBatch", "sqs:SendMessage")]
    [InlineData("budgets", "CreateBudget", "budgets:ModifyBudget")]
    [InlineData("budgets", "DescribeBudgets", "budgets:ViewBudget")]
    [InlineData("dms", "DescribeDataProviders", "dms:ListDataProviders")]
    [InlineData("bedrock", "Converse", "bedrock:InvokeModel")]
    [InlineData("eks", "AssumeRoleForPodIdentity", "eks-auth:AssumeRoleForPodIdentity")]
    [InlineData("timestream", "DescribeEndpoints", "timestream:DescribeEndpoints")]
    [InlineData("cassandra", "DropTable", "cassandra:Drop")]

    // API Gateway: the method of HTTP.
    [InlineData("apigateway", "CreateRestApi", "apigateway:POST")]
    [InlineData("apigateway", "PutIntegration", "apigateway:PUT")]
    [InlineData("apigateway", "UpdateStage", "apigateway:PATCH")]
    [InlineData("apigateway", "DeleteAuthorizer", "apigateway:DELETE")]
    [InlineData("apigateway", "GetRestApis", "apigateway:GET")]
    [InlineData("apigateway", "CreateRoutingRule", "apigateway:CreateRoutingRule")]
    [InlineData("apigateway", "TagResource", "apigateway:PUT apigateway:POST")]

    // Sources whose prefix is another word.
    [InlineData("monitoring", "PutMetricAlarm", "cloudwatch:PutMetricAlarm")]
    [InlineData("tagging", "GetResources", "tag:GetResources")]
    [InlineData("amazonmq", "CreateBroker", "mq:CreateBroker")]
    [InlineData("cloudcontrolapi", "CreateResource", "cloudformation:CreateResource")]
    [InlineData("servicecatalog-appregistry", "CreateApplication", "servicecatalog:CreateApplication")]
    [InlineData("opensearch", "StartDomainMaintenance", "es:StartDomainMaintenance")]
    [InlineData("billingconsole", "GetContactInformation", "account:GetContactInformation")]
    [InlineData("signin", "CreateOAuth2Token", "signin:CreateOAuth2Token")]

    // Three services under one source.
    [InlineData("autoscaling", "RegisterScalableTarget", "application-autoscaling:RegisterScalableTarget")]
    [InlineData("autoscaling", "CreateScalingPlan", "autoscaling-plans:CreateScalingPlan")]
    [InlineData("autoscaling", "CreateAutoScalingGroup", "autoscaling:CreateAutoScalingGroup")]
    [InlineData("autoscaling", "DescribeScalingActivities", "autoscaling:DescribeScalingActivities")]
    public void ACallNeedsTheseActions(string source, string eventName, string actions)
    {
        var found = EventActionMap.Find(source + ".amazonaws.com", eventName, "AwsApiCall");
        Assert.Equal(EventActionKind.Mapped, found.Kind);
        Assert.Equal(actions.Split(' '), found.Actions);
        Assert.NotEmpty(found.Reason);
    }

    [Theory]
    [InlineData("PutScalingPolicy", null, "autoscaling:PutScalingPolicy")]
    [InlineData("PutScalingPolicy", "application-autoscaling", "application-autoscaling:PutScalingPolicy")]
    [InlineData("DescribeScheduledActions", "application-autoscaling", "application-autoscaling:DescribeScheduledActions")]
    [InlineData("DescribeScalingPlans", "autoscaling-plans", "autoscaling-plans:DescribeScalingPlans")]
    [InlineData("PutScalingPolicy", "something-else", "autoscaling:PutScalingPolicy")]
    public void TheRecordsOwnServiceDecidesWhereSeveralShareASource(string eventName, string? service, string action) =>
        Assert.Equal([action], EventActionMap.Find("autoscaling.amazonaws.com", eventName, "AwsApiCall", service).Actions);

    [Theory]
    [InlineData("sts", "GetCallerIdentity", "AwsApiCall")]
    [InlineData("sts", "GetSessionToken", "AwsApiCall")]
    [InlineData("sts", "AssumeRoleWithSAML", "AwsApiCall")]
    [InlineData("dynamodb", "DescribeEndpoints", "AwsApiCall")]
    [InlineData("signin", "ConsoleLogin", "AwsConsoleSignIn")]
    [InlineData("signin", "SomethingNew", "AwsApiCall")]
    [InlineData("signin", "AssumeRole", "AwsApiCall")]
    [InlineData("sso", "GetRoleCredentials", "AwsServiceEvent")]
    [InlineData("sso-oauth", "CreateToken", "AwsApiCall")]
    [InlineData("cognito-idp", "InitiateAuth", "AwsApiCall")]
    [InlineData("cognito-identity", "GetId", "AwsApiCall")]
    [InlineData("cognito-idp", "Token_POST", "AwsServiceEvent")]
    [InlineData("rolesanywhere", "CreateSession", "AwsServiceEvent")]
    [InlineData("uxc", "LoadPage", "AwsConsoleAction")]
    [InlineData("ec2messages", "SendHeartbeat", "AwsApiCall")]

    // The type decides, whatever the name.
    [InlineData("ec2", "RunInstances", "AwsServiceEvent")]
    [InlineData("s3", "GetObject", "AwsVpceEvent")]
    [InlineData("", "", "AwsCloudTrailInsight")]
    public void NoPolicyHasToAllowIt(string source, string eventName, string eventType)
    {
        var found = EventActionMap.Find(source + ".amazonaws.com", eventName, eventType);
        Assert.Equal(EventActionKind.NoPermission, found.Kind);
        Assert.Empty(found.Actions);
        Assert.NotEmpty(found.Reason);
    }

    [Theory]
    [InlineData("nosuchservice.amazonaws.com", "DoThings", "nosuchservice.amazonaws.com")]
    [InlineData("iam.amazonaws.com", "NotCreateUser", "NotCreateUser")]
    [InlineData("ec2.amazonaws.com", "PutBucketLogging", "PutBucketLogging")]
    [InlineData("s3.amazonaws.com", "*", "*")]
    [InlineData("s3.amazonaws.com", "20150331", "20150331")]
    [InlineData("billingconsole.amazonaws.com", "SomethingNew", "billing")]
    [InlineData("iam.amazonaws.com", "AcquireRole", "several actions")]
    [InlineData("codecatalyst.amazonaws.com", "UpdateProject", "UpdateProject")]
    [InlineData("", "", "''")]
    [InlineData(".", ":", "'.'")]
    [InlineData("s3.amazonaws.com", "Get\u0000Object\n\t\u202e", "Get?Object??")]
    public void WhatIsNotKnownIsReported(string source, string eventName, string partOfReason)
    {
        var found = EventActionMap.Find(source, eventName, "AwsApiCall");
        Assert.Equal(EventActionKind.Unmapped, found.Kind);
        Assert.Empty(found.Actions);
        Assert.Contains(partOfReason, found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AVeryLongNameIsCutInTheReason()
    {
        var found = EventActionMap.Find("s3.amazonaws.com", new string('x', 1_000_000));
        Assert.Equal(EventActionKind.Unmapped, found.Kind);
        Assert.True(found.Reason.Length < 400);
    }

    [Fact]
    public void TheSameObjectsComeBackAndManyNamesDoNotFillTheMemory()
    {
        Assert.Same(EventActionMap.Find("s3.amazonaws.com", "ListBuckets"), EventActionMap.Find("s3.amazonaws.com", "ListBuckets"));
        for (var i = 0; i < 2 * EventActionMap.CacheLimit; i++)
        {
            EventActionMap.Find("s3.amazonaws.com", $"Invented{i}");
        }

        Assert.InRange(EventActionMap.Remembered, 1, EventActionMap.CacheLimit + Environment.ProcessorCount);
        Assert.Equal(["s3:ListAllMyBuckets"], EventActionMap.Find("s3.amazonaws.com", "ListBuckets").Actions);
    }

    [Fact]
    public void ManyThreadsGetTheSameAnswers()
    {
        var services = ActionCatalogue.Services;
        Parallel.For(0, 2_000, i =>
        {
            var service = services[i % services.Count].Prefix;
            Assert.Equal(ActionCatalogue.ActionsOf(service)[0].Action, ActionCatalogue.Find(ActionCatalogue.ActionsOf(service)[0].Action)?.Action);
            Assert.Equal(["s3:ListAllMyBuckets"], EventActionMap.Find("s3.amazonaws.com", "ListBuckets").Actions);
        });
    }

    [Fact]
    public void SourcesAndNamesAreOfferedForCompletion()
    {
        Assert.Contains("s3.amazonaws.com", EventActionMap.KnownEventSources);
        Assert.Contains("monitoring.amazonaws.com", EventActionMap.KnownEventSources);
        Assert.DoesNotContain("s3control.amazonaws.com", EventActionMap.KnownEventSources);
        Assert.Equal(EventActionMap.KnownEventSources.Order(StringComparer.Ordinal).Distinct(), EventActionMap.KnownEventSources);

        Assert.Contains("ListBuckets", EventActionMap.KnownEventNames("s3.amazonaws.com"));
        Assert.Contains("CreateRestApi", EventActionMap.KnownEventNames("apigateway.amazonaws.com"));
        Assert.Contains("PutMetricAlarm", EventActionMap.KnownEventNames("monitoring.amazonaws.com"));
        Assert.Contains("ConsoleLogin", EventActionMap.KnownEventNames("signin.amazonaws.com"));
        Assert.Contains("RunInstances", EventActionMap.KnownEventNames());
        Assert.Contains("ListFunctions20150331", EventActionMap.KnownEventNames("lambda.amazonaws.com"));
        Assert.Contains("GetFunction20150331v2", EventActionMap.KnownEventNames("lambda.amazonaws.com"));
        Assert.Contains("Invoke", EventActionMap.KnownEventNames("lambda.amazonaws.com"));
        Assert.DoesNotContain("ListFunctions", EventActionMap.KnownEventNames("lambda.amazonaws.com"));
        Assert.Contains("CreateDistribution2020_05_31", EventActionMap.KnownEventNames("cloudfront.amazonaws.com"));
        Assert.DoesNotContain("*", EventActionMap.KnownEventNames());
        Assert.Empty(EventActionMap.KnownEventNames("nosuchservice.amazonaws.com"));
    }
}
