using Amazon.CloudTrail.Json;
using Amazon.CloudTrail.Model;
using Amazon.Runtime.Internal;
using TrailOps.ServiceClients;

#pragma warning disable CS0618 // KmsKeyDisabledException is in the model of two operations still.

namespace Amazon.CloudTrail.Internal;

/// <summary>The operations: what they take, what they answer, and which errors have types of their own.</summary>
internal static class Operations
{
    public static readonly InvokeOptions AddTags = Operation("AddTags", AddTagsRequest.Shape, AddTagsResponse.Shape,
        ChannelARNInvalidException.Error,
        ChannelNotFoundException.Error,
        CloudTrailARNInvalidException.Error,
        ConflictException.Error,
        EventDataStoreARNInvalidException.Error,
        EventDataStoreNotFoundException.Error,
        InactiveEventDataStoreException.Error,
        InvalidTagParameterException.Error,
        InvalidTrailNameException.Error,
        NoManagementAccountSLRExistsException.Error,
        NotOrganizationMasterAccountException.Error,
        OperationNotPermittedException.Error,
        ResourceNotFoundException.Error,
        ResourceTypeNotSupportedException.Error,
        TagsLimitExceededException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions CreateTrail = Operation("CreateTrail", CreateTrailRequest.Shape, CreateTrailResponse.Shape,
        CloudTrailAccessNotEnabledException.Error,
        CloudTrailInvalidClientTokenIdException.Error,
        CloudWatchLogsDeliveryUnavailableException.Error,
        ConflictException.Error,
        InsufficientDependencyServiceAccessPermissionException.Error,
        InsufficientEncryptionPolicyException.Error,
        InsufficientS3BucketPolicyException.Error,
        InsufficientSnsTopicPolicyException.Error,
        InvalidCloudWatchLogsLogGroupArnException.Error,
        InvalidCloudWatchLogsRoleArnException.Error,
        InvalidKmsKeyIdException.Error,
        InvalidParameterCombinationException.Error,
        InvalidParameterException.Error,
        InvalidS3BucketNameException.Error,
        InvalidS3PrefixException.Error,
        InvalidSnsTopicNameException.Error,
        InvalidTagParameterException.Error,
        InvalidTrailNameException.Error,
        KmsException.Error,
        KmsKeyDisabledException.Error,
        KmsKeyNotFoundException.Error,
        MaximumNumberOfTrailsExceededException.Error,
        NoManagementAccountSLRExistsException.Error,
        NotOrganizationMasterAccountException.Error,
        OperationNotPermittedException.Error,
        OrganizationNotInAllFeaturesModeException.Error,
        OrganizationsNotInUseException.Error,
        S3BucketDoesNotExistException.Error,
        TagsLimitExceededException.Error,
        ThrottlingException.Error,
        TrailAlreadyExistsException.Error,
        TrailNotProvidedException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions DeleteTrail = Operation("DeleteTrail", DeleteTrailRequest.Shape, DeleteTrailResponse.Shape,
        CloudTrailARNInvalidException.Error,
        ConflictException.Error,
        InsufficientDependencyServiceAccessPermissionException.Error,
        InvalidHomeRegionException.Error,
        InvalidTrailNameException.Error,
        NoManagementAccountSLRExistsException.Error,
        NotOrganizationMasterAccountException.Error,
        OperationNotPermittedException.Error,
        ThrottlingException.Error,
        TrailNotFoundException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions DescribeTrails = Operation("DescribeTrails", DescribeTrailsRequest.Shape, DescribeTrailsResponse.Shape,
        CloudTrailARNInvalidException.Error,
        InvalidTrailNameException.Error,
        NoManagementAccountSLRExistsException.Error,
        OperationNotPermittedException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions GetEventDataStore = Operation("GetEventDataStore", GetEventDataStoreRequest.Shape, GetEventDataStoreResponse.Shape,
        EventDataStoreARNInvalidException.Error,
        EventDataStoreNotFoundException.Error,
        InvalidParameterException.Error,
        NoManagementAccountSLRExistsException.Error,
        OperationNotPermittedException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions GetEventSelectors = Operation("GetEventSelectors", GetEventSelectorsRequest.Shape, GetEventSelectorsResponse.Shape,
        CloudTrailARNInvalidException.Error,
        InvalidTrailNameException.Error,
        NoManagementAccountSLRExistsException.Error,
        OperationNotPermittedException.Error,
        TrailNotFoundException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions GetInsightSelectors = Operation("GetInsightSelectors", GetInsightSelectorsRequest.Shape, GetInsightSelectorsResponse.Shape,
        CloudTrailARNInvalidException.Error,
        InsightNotEnabledException.Error,
        InvalidParameterCombinationException.Error,
        InvalidParameterException.Error,
        InvalidTrailNameException.Error,
        NoManagementAccountSLRExistsException.Error,
        OperationNotPermittedException.Error,
        ThrottlingException.Error,
        TrailNotFoundException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions GetTrail = Operation("GetTrail", GetTrailRequest.Shape, GetTrailResponse.Shape,
        CloudTrailARNInvalidException.Error,
        InvalidTrailNameException.Error,
        OperationNotPermittedException.Error,
        TrailNotFoundException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions GetTrailStatus = Operation("GetTrailStatus", GetTrailStatusRequest.Shape, GetTrailStatusResponse.Shape,
        CloudTrailARNInvalidException.Error,
        InvalidTrailNameException.Error,
        OperationNotPermittedException.Error,
        TrailNotFoundException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions ListEventDataStores = Operation("ListEventDataStores", ListEventDataStoresRequest.Shape, ListEventDataStoresResponse.Shape,
        InvalidMaxResultsException.Error,
        InvalidNextTokenException.Error,
        NoManagementAccountSLRExistsException.Error,
        OperationNotPermittedException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions ListPublicKeys = Operation("ListPublicKeys", ListPublicKeysRequest.Shape, ListPublicKeysResponse.Shape,
        InvalidTimeRangeException.Error,
        InvalidTokenException.Error,
        OperationNotPermittedException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions ListTags = Operation("ListTags", ListTagsRequest.Shape, ListTagsResponse.Shape,
        ChannelARNInvalidException.Error,
        CloudTrailARNInvalidException.Error,
        EventDataStoreARNInvalidException.Error,
        EventDataStoreNotFoundException.Error,
        InactiveEventDataStoreException.Error,
        InvalidTokenException.Error,
        InvalidTrailNameException.Error,
        NoManagementAccountSLRExistsException.Error,
        OperationNotPermittedException.Error,
        ResourceNotFoundException.Error,
        ResourceTypeNotSupportedException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions ListTrails = Operation("ListTrails", ListTrailsRequest.Shape, ListTrailsResponse.Shape,
        OperationNotPermittedException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions LookupEvents = Operation("LookupEvents", LookupEventsRequest.Shape, LookupEventsResponse.Shape,
        InvalidEventCategoryException.Error,
        InvalidLookupAttributesException.Error,
        InvalidMaxResultsException.Error,
        InvalidNextTokenException.Error,
        InvalidTimeRangeException.Error,
        OperationNotPermittedException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions PutEventSelectors = Operation("PutEventSelectors", PutEventSelectorsRequest.Shape, PutEventSelectorsResponse.Shape,
        CloudTrailARNInvalidException.Error,
        ConflictException.Error,
        InsufficientDependencyServiceAccessPermissionException.Error,
        InvalidEventSelectorsException.Error,
        InvalidHomeRegionException.Error,
        InvalidTrailNameException.Error,
        NoManagementAccountSLRExistsException.Error,
        NotOrganizationMasterAccountException.Error,
        OperationNotPermittedException.Error,
        ThrottlingException.Error,
        TrailNotFoundException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions PutInsightSelectors = Operation("PutInsightSelectors", PutInsightSelectorsRequest.Shape, PutInsightSelectorsResponse.Shape,
        CloudTrailARNInvalidException.Error,
        InsufficientEncryptionPolicyException.Error,
        InsufficientS3BucketPolicyException.Error,
        InvalidHomeRegionException.Error,
        InvalidInsightSelectorsException.Error,
        InvalidParameterCombinationException.Error,
        InvalidParameterException.Error,
        InvalidTrailNameException.Error,
        KmsException.Error,
        NoManagementAccountSLRExistsException.Error,
        NotOrganizationMasterAccountException.Error,
        OperationNotPermittedException.Error,
        S3BucketDoesNotExistException.Error,
        ThrottlingException.Error,
        TrailNotFoundException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions RemoveTags = Operation("RemoveTags", RemoveTagsRequest.Shape, RemoveTagsResponse.Shape,
        ChannelARNInvalidException.Error,
        ChannelNotFoundException.Error,
        CloudTrailARNInvalidException.Error,
        ConflictException.Error,
        EventDataStoreARNInvalidException.Error,
        EventDataStoreNotFoundException.Error,
        InactiveEventDataStoreException.Error,
        InvalidTagParameterException.Error,
        InvalidTrailNameException.Error,
        NoManagementAccountSLRExistsException.Error,
        NotOrganizationMasterAccountException.Error,
        OperationNotPermittedException.Error,
        ResourceNotFoundException.Error,
        ResourceTypeNotSupportedException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions StartLogging = Operation("StartLogging", StartLoggingRequest.Shape, StartLoggingResponse.Shape,
        CloudTrailARNInvalidException.Error,
        ConflictException.Error,
        InsufficientDependencyServiceAccessPermissionException.Error,
        InvalidHomeRegionException.Error,
        InvalidTrailNameException.Error,
        NoManagementAccountSLRExistsException.Error,
        NotOrganizationMasterAccountException.Error,
        OperationNotPermittedException.Error,
        ThrottlingException.Error,
        TrailNotFoundException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions StopLogging = Operation("StopLogging", StopLoggingRequest.Shape, StopLoggingResponse.Shape,
        CloudTrailARNInvalidException.Error,
        ConflictException.Error,
        InsufficientDependencyServiceAccessPermissionException.Error,
        InvalidHomeRegionException.Error,
        InvalidTrailNameException.Error,
        NoManagementAccountSLRExistsException.Error,
        NotOrganizationMasterAccountException.Error,
        OperationNotPermittedException.Error,
        ThrottlingException.Error,
        TrailNotFoundException.Error,
        UnsupportedOperationException.Error);

    public static readonly InvokeOptions UpdateTrail = Operation("UpdateTrail", UpdateTrailRequest.Shape, UpdateTrailResponse.Shape,
        CloudTrailARNInvalidException.Error,
        CloudTrailAccessNotEnabledException.Error,
        CloudTrailInvalidClientTokenIdException.Error,
        CloudWatchLogsDeliveryUnavailableException.Error,
        ConflictException.Error,
        InsufficientDependencyServiceAccessPermissionException.Error,
        InsufficientEncryptionPolicyException.Error,
        InsufficientS3BucketPolicyException.Error,
        InsufficientSnsTopicPolicyException.Error,
        InvalidCloudWatchLogsLogGroupArnException.Error,
        InvalidCloudWatchLogsRoleArnException.Error,
        InvalidEventSelectorsException.Error,
        InvalidHomeRegionException.Error,
        InvalidKmsKeyIdException.Error,
        InvalidParameterCombinationException.Error,
        InvalidParameterException.Error,
        InvalidS3BucketNameException.Error,
        InvalidS3PrefixException.Error,
        InvalidSnsTopicNameException.Error,
        InvalidTrailNameException.Error,
        KmsException.Error,
        KmsKeyDisabledException.Error,
        KmsKeyNotFoundException.Error,
        NoManagementAccountSLRExistsException.Error,
        NotOrganizationMasterAccountException.Error,
        OperationNotPermittedException.Error,
        OrganizationNotInAllFeaturesModeException.Error,
        OrganizationsNotInUseException.Error,
        S3BucketDoesNotExistException.Error,
        ThrottlingException.Error,
        TrailNotFoundException.Error,
        TrailNotProvidedException.Error,
        UnsupportedOperationException.Error);

    private static InvokeOptions Operation(string name, IJsonStructure request, IJsonStructure response, params ServiceError[] errors) => new()
    {
        RequestMarshaller = new JsonRequestMarshaller(name, request),
        ResponseUnmarshaller = new JsonResponseReader(response, errors),
    };
}
