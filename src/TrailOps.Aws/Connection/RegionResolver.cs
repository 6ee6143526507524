using System.Text.RegularExpressions;

namespace TrailOps.Aws.Connection;

/// <summary>Finds the region, in the order of AWS.Tools, with the named profile's own region in it, which AWS.Tools passes over.</summary>
internal sealed partial class RegionResolver(AwsEnvironment environment, ProfileStore store)
{
    /// <summary>The region, and where it was found; null where nobody names one.</summary>
    /// <exception cref="ConnectionException">What was found can't be a region's name.</exception>
    public async Task<Found?> FindAsync(ConnectionOptions options, CancellationToken cancellationToken)
    {
        // Where a profile is named, AWS_PROFILE is not meant.
        var ofVariable = options.ProfileName is null ? environment["AWS_PROFILE"] : null;
        var found = At(options.Region, "-Region")
            ?? At(options.StoredRegion, "$StoredAWSRegion")
            ?? OfProfile(options.ProfileName, "-ProfileName")
            ?? At(environment["AWS_REGION"], "AWS_REGION")
            ?? At(environment["AWS_DEFAULT_REGION"], "AWS_DEFAULT_REGION")
            ?? OfProfile(ofVariable, "AWS_PROFILE")
            ?? OfProfile(ProfileStore.Default, "the default")
            ?? At(await new InstanceMetadata(environment).RegionAsync(cancellationToken).ConfigureAwait(false), "the instance's metadata");
        if (found is not null)
        {
            Check(found.Region, found.Source);
        }

        return found;
    }

    /// <summary>Whether a text can be a region's name: it becomes a part of the host that signed requests go to.</summary>
    /// <exception cref="ConnectionException">It can't.</exception>
    public static void Check(string region, string source)
    {
        if (!Name().IsMatch(region))
        {
            throw new ConnectionException(ConnectionProblem.RegionNotValid, $"'{region}' ({source}) can't be the name of a region. Names are like eu-central-1; -Region completes with Tab.", region);
        }
    }

    /// <summary>Says that there is none, and where one was looked for.</summary>
    public ConnectionException NotFound(ConnectionOptions options)
    {
        var metadata = new InstanceMetadata(environment);
        var places = new List<string>
        {
            "-Region",
            "$StoredAWSRegion",
            options.ProfileName is { } name ? $"the profile '{name}'" : "-ProfileName (not given)",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
        };
        if (options.ProfileName is null && environment["AWS_PROFILE"] is { } ofVariable)
        {
            places.Add($"the profile '{ofVariable}' of AWS_PROFILE");
        }

        places.Add($"the profile 'default' in {store.Places}");
        places.Add(metadata.IsDisabled ? "the instance's metadata (forbidden by AWS_EC2_METADATA_DISABLED)" : $"the instance's metadata ({metadata.Endpoint} gives none)");
        return new ConnectionException(
            ConnectionProblem.RegionNotFound, $"No region is given. Looked in this order: {string.Join(", ", places)}. Give -Region, or run Set-DefaultAWSRegion or aws configure.");
    }

    private Found? OfProfile(string? name, string source) =>
        name is null ? null : At(store.Find(name)?["region"], source == "the default" ? "the profile 'default'" : $"the profile '{name}' of {source}");

    private static Found? At(string? region, string source) => string.IsNullOrWhiteSpace(region) ? null : new Found(region.Trim(), source);

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    /// <summary>A region, and who names it.</summary>
    internal sealed record Found(string Region, string Source);
}
