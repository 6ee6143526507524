namespace Amazon.CloudTrail.Model;

/// <summary>Paginators of CloudTrail.</summary>
public interface ICloudTrailPaginatorFactory
{
    /// <summary>The pages of ListPublicKeys.</summary>
    IListPublicKeysPaginator ListPublicKeys(ListPublicKeysRequest request);

    /// <summary>The pages of ListTags.</summary>
    IListTagsPaginator ListTags(ListTagsRequest request);

    /// <summary>The pages of ListTrails.</summary>
    IListTrailsPaginator ListTrails(ListTrailsRequest request);

    /// <summary>The pages of LookupEvents.</summary>
    ILookupEventsPaginator LookupEvents(LookupEventsRequest request);
}
