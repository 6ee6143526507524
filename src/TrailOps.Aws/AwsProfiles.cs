using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>The profiles of this user.</summary>
internal static class AwsProfiles
{
    /// <summary>Their names; none where the files can't be read, for this serves completion.</summary>
    /// <param name="location">A credentials file in place of the usual one.</param>
    public static IReadOnlyList<string> Names(string? location)
    {
        try
        {
            return ProfileStore.Read(AwsEnvironment.Process, location).Names;
        }
        catch (ConnectionException)
        {
            return [];
        }
    }
}
