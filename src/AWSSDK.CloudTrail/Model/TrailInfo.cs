using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>A trail by name.</summary>
public class TrailInfo
{
    /// <summary>The region in which the trail was made, and where alone it can be changed.</summary>
    public string? HomeRegion { get; set; }

    /// <summary>The trail's name.</summary>
    public string? Name { get; set; }

    /// <summary>The trail's ARN.</summary>
    public string? TrailARN { get; set; }

    internal static readonly JsonStructure<TrailInfo> Shape = new JsonStructure<TrailInfo>()
        .Member("HomeRegion", JsonScalar.Text, x => x.HomeRegion, (x, value) => x.HomeRegion = value)
        .Member("Name", JsonScalar.Text, x => x.Name, (x, value) => x.Name = value)
        .Member("TrailARN", JsonScalar.Text, x => x.TrailARN, (x, value) => x.TrailARN = value);
}
