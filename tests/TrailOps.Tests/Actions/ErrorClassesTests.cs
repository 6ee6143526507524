using TrailOps.Actions;

namespace TrailOps.Tests.Actions;

public class ErrorClassesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void NoErrorIsSuccess(string? code) => Assert.Equal(ErrorClass.None, ErrorClasses.Classify(code, null, "s3.amazonaws.com", "GetObject").Class);

    [Theory]
    [InlineData("AccessDenied")]
    [InlineData("AccessDeniedException")]
    [InlineData("accessdenied")]
    [InlineData("Client.UnauthorizedOperation")]
    [InlineData("UnauthorizedOperation")]
    [InlineData("UnauthorizedException")]
    [InlineData("Unauthorized")]
    [InlineData("UnauthorizedClientException")]
    [InlineData("UnauthorizedOperationException")]
    [InlineData("UnauthorizedResourceAccessException")]
    [InlineData("UnauthorizedPartnerIntegration")]
    [InlineData("UnauthorizedError")]
    [InlineData("ForbiddenException")]
    [InlineData("ForbiddenError")]
    [InlineData("AccessForbidden")]
    [InlineData("NotAuthorizedException")]
    [InlineData("NotAuthorized")]
    [InlineData("AuthorizationError")]
    [InlineData("AuthorizationErrorException")]
    [InlineData("AuthorizationException")]
    [InlineData("AccessDeniedFault")]
    [InlineData("KMSAccessDeniedFault")]
    [InlineData("S3AccessDeniedFault")]
    [InlineData("KMSAccessDeniedException")]
    [InlineData("KMSAccessDenied")]
    [InlineData("KmsAccessDenied")]
    [InlineData("EncryptionKeyAccessDeniedException")]
    [InlineData("EC2AccessDeniedException")]
    [InlineData("CloudHsmAccessDeniedException")]
    [InlineData("OpsItemAccessDeniedException")]
    [InlineData("OrganizationAccessDeniedException")]
    [InlineData("AccessDeniedForDependencyException")]
    [InlineData("DependencyAccessDeniedException")]
    [InlineData("DependentServiceAccessDenied")]
    [InlineData("InsufficientPrivilegesException")]
    [InlineData("InsufficientPermissionsException")]
    [InlineData("ChannelInsufficientPermission")]
    [InlineData("InsufficientDependencyServiceAccessPermissionException")]
    [InlineData("InsufficientIAMAccessPermissionException")]
    [InlineData("IamRoleMissingPermissions")]
    [InlineData("VpceAccessDenied")]
    public void ARefusalHasManySpellings(string code)
    {
        Assert.True(ErrorClasses.IsAccessDenied(code));
        Assert.Equal(ErrorClass.AccessDenied, ErrorClasses.Classify(code, null, "any.amazonaws.com", "Call").Class);
    }

    [Theory]
    [InlineData("AuthorizationNotFound", ErrorClass.AfterAuthorization)]
    [InlineData("AuthorizationNotFoundFault", ErrorClass.AfterAuthorization)]
    [InlineData("AuthorizationAlreadyExistsFault", ErrorClass.AfterAuthorization)]
    [InlineData("AuthorizationQuotaExceededFault", ErrorClass.AfterAuthorization)]
    [InlineData("AuthorizationPendingException", ErrorClass.AfterAuthorization)]
    [InlineData("Client.OperationNotPermitted", ErrorClass.Unknown)]
    [InlineData("OperationNotPermittedException", ErrorClass.Unknown)]
    [InlineData("AuthFailure", ErrorClass.Authentication)]
    [InlineData("UnauthenticatedException", ErrorClass.Authentication)]
    [InlineData("NoSuchEntity", ErrorClass.AfterAuthorization)]
    public void WhatSoundsLikeARefusalIsNotAlwaysOne(string code, ErrorClass expected)
    {
        Assert.False(ErrorClasses.IsAccessDenied(code));
        Assert.Equal(expected, ErrorClasses.Classify(code, null, "any.amazonaws.com", "Call").Class);
    }

    [Theory]
    [InlineData("Client.DryRunOperation", "ec2", "RunInstances")]
    [InlineData("NoSuchEntity", "iam", "GetRole")]
    [InlineData("NoSuchEntityException", "iam", "GetRole")]
    [InlineData("NoSuchKey", "s3", "GetObject")]
    [InlineData("404", "s3", "HeadObject")]
    [InlineData("NoSuchBucketPolicy", "s3", "GetBucketPolicy")]
    [InlineData("NoSuchLifecycleConfiguration", "s3", "GetBucketLifecycle")]
    [InlineData("NoSuchTagSet", "s3", "GetBucketTagging")]
    [InlineData("NoSuchCORSConfiguration", "s3", "GetBucketCors")]
    [InlineData("NoSuchWebsiteConfiguration", "s3", "GetBucketWebsite")]
    [InlineData("NoSuchPublicAccessBlockConfiguration", "s3", "GetBucketPublicAccessBlock")]
    [InlineData("ReplicationConfigurationNotFoundError", "s3", "GetBucketReplication")]
    [InlineData("ServerSideEncryptionConfigurationNotFoundError", "s3", "GetBucketEncryption")]
    [InlineData("ObjectLockConfigurationNotFoundError", "s3", "GetObjectLockConfiguration")]
    [InlineData("ResourceNotFoundException", "lambda", "GetFunction20150331v2")]
    [InlineData("DBInstanceNotFoundFault", "rds", "DescribeDBInstances")]
    [InlineData("Client.InvalidInstanceID.NotFound", "ec2", "DescribeInstances")]
    [InlineData("Client.InvalidSecurityGroupID.NotFound", "ec2", "DescribeSecurityGroups")]
    [InlineData("InvalidGroup.NotFound", "ec2", "DescribeSecurityGroups")]
    [InlineData("AWS.SimpleQueueService.NonExistentQueue", "sqs", "GetQueueUrl")]
    [InlineData("EntityAlreadyExists", "iam", "CreateRole")]
    [InlineData("BucketAlreadyOwnedByYou", "s3", "CreateBucket")]
    [InlineData("ResourceExistsException", "secretsmanager", "CreateSecret")]
    [InlineData("PolicyTypeAlreadyEnabledException", "organizations", "EnablePolicyType")]
    [InlineData("ScalingActivityInProgress", "autoscaling", "DeleteAutoScalingGroup")]
    [InlineData("ResourceConflictException", "lambda", "AddPermission20150331v2")]
    [InlineData("ResourceInUseException", "dynamodb", "CreateTable")]
    [InlineData("Client.InvalidPermission.Duplicate", "ec2", "AuthorizeSecurityGroupIngress")]
    [InlineData("DuplicateListener", "elasticloadbalancing", "CreateListener")]
    [InlineData("LimitExceeded", "iam", "PutRolePolicy")]
    [InlineData("DeleteConflict", "iam", "DeleteRole")]
    [InlineData("Client.DependencyViolation", "ec2", "DeleteSecurityGroup")]
    [InlineData("InvalidDBInstanceState", "rds", "RebootDBInstance")]
    [InlineData("Client.IncorrectInstanceState", "ec2", "StopInstances")]
    [InlineData("Client.OperationNotPermitted", "ec2", "TerminateInstances")]
    [InlineData("BucketNotEmpty", "s3", "DeleteBucket")]
    [InlineData("PreconditionFailed", "s3", "GetObject")]
    [InlineData("NotModified", "s3", "GetObject")]
    [InlineData("ConditionalCheckFailedException", "dynamodb", "PutItem")]
    [InlineData("TransactionCanceledException", "dynamodb", "TransactWriteItems")]
    public void ThePermissionWasHeld(string code, string source, string name)
    {
        Assert.Equal(ErrorClass.AfterAuthorization, ErrorClasses.Classify(code, null, source + ".amazonaws.com", name).Class);
        Assert.False(ErrorClasses.IsAccessDenied(code));
    }

    [Theory]
    [InlineData("NoSuchBucket", "s3", "GetObject")]
    [InlineData("NoSuchBucket", "s3", "HeadBucket")]
    [InlineData("404", "s3", "HeadBucket")]
    [InlineData("NotFound", "s3", "HeadBucket")]
    [InlineData("ValidationException", "ssm", "SendCommand")]
    [InlineData("ValidationError", "iam", "CreateRole")]
    [InlineData("InvalidParameterException", "ecs", "CreateService")]
    [InlineData("Client.InvalidParameterValue", "ec2", "RunInstances")]
    [InlineData("MissingParameter", "ec2", "RunInstances")]
    [InlineData("MalformedPolicyDocument", "iam", "PutRolePolicy")]
    [InlineData("InvalidNextToken", "logs", "DescribeLogGroups")]
    [InlineData("ThrottlingException", "logs", "DescribeLogGroups")]
    [InlineData("Throttling", "iam", "GetRole")]
    [InlineData("TooManyRequestsException", "lambda", "GetPolicy20150331v2")]
    [InlineData("Client.RequestLimitExceeded", "ec2", "DescribeInstances")]
    [InlineData("SlowDown", "s3", "PutObject")]
    [InlineData("ProvisionedThroughputExceededException", "dynamodb", "PutItem")]
    [InlineData("InternalFailure", "iam", "GetRole")]
    [InlineData("InternalError", "s3", "PutObject")]
    [InlineData("ServiceUnavailable", "s3", "PutObject")]
    [InlineData("Server.InternalError", "ec2", "RunInstances")]
    [InlineData("CloudTrailInvalidClientTokenIdException", "cloudtrail", "CreateTrail")]
    [InlineData("NobodyHasSeenThisCode", "iam", "GetRole")]
    [InlineData("\u0000", "iam", "GetRole")]
    public void WhetherThePermissionWasHeldIsNotKnown(string code, string source, string name)
    {
        var found = ErrorClasses.Classify(code, null, source + ".amazonaws.com", name);
        Assert.Equal(ErrorClass.Unknown, found.Class);
        Assert.NotEmpty(found.Reason);
    }

    [Theory]
    [InlineData("ExpiredToken")]
    [InlineData("ExpiredTokenException")]
    [InlineData("RequestExpired")]
    [InlineData("InvalidClientTokenId")]
    [InlineData("UnrecognizedClientException")]
    [InlineData("SignatureDoesNotMatch")]
    [InlineData("InvalidSignatureException")]
    [InlineData("AuthFailure")]
    [InlineData("Client.AuthFailure")]
    [InlineData("MissingAuthenticationToken")]
    [InlineData("IncompleteSignature")]
    [InlineData("InvalidAccessKeyId")]
    [InlineData("OptInRequired")]
    [InlineData("Client.OptInRequired")]
    [InlineData("SubscriptionRequiredException")]
    public void NoCallTookPlace(string code) => Assert.Equal(ErrorClass.Authentication, ErrorClasses.Classify(code, null, "any.amazonaws.com", "Call").Class);

    [Theory]
    [InlineData("ValidationError", "Stack with id web does not exist", "cloudformation", "DescribeStacks", ErrorClass.AfterAuthorization)]
    [InlineData("ValidationException", "Stack [web] does not exist", "cloudformation", "DescribeStacks", ErrorClass.AfterAuthorization)]
    [InlineData("ValidationError", "Template format error", "cloudformation", "CreateStack", ErrorClass.Unknown)]
    [InlineData("ValidationException", "The table does not exist", "dynamodb", "DescribeTable", ErrorClass.Unknown)]
    [InlineData("InvalidInput", "User: ci is not authorized to perform: iam:PassRole", "codebuild", "CreateProject", ErrorClass.AccessDenied)]
    [InlineData("AWS.SimpleQueueService.NonExistentQueue", "No such queue, or you do not have access to it.", "sqs", "GetQueueUrl", ErrorClass.Unknown)]
    [InlineData("NotAuthorizedException", "Incorrect username or password.", "cognito-idp", "AdminInitiateAuth", ErrorClass.AfterAuthorization)]
    [InlineData("NotAuthorizedException", "Incorrect username or password.", "kinesisvideo", "GetMedia", ErrorClass.AccessDenied)]
    [InlineData("Client.AuthFailure", "Not authorized for images: [ami-0123456789abcdef0]", "ec2", "RunInstances", ErrorClass.Unknown)]
    [InlineData("OperationNotPermittedFault", "", "swf", "DescribeDomain", ErrorClass.AccessDenied)]
    public void TheMessageOrTheEventCanDecide(string code, string message, string source, string name, ErrorClass expected) =>
        Assert.Equal(expected, ErrorClasses.Classify(code, message, source + ".amazonaws.com", name).Class);
}
