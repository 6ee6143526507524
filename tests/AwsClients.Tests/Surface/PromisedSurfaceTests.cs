using System.Reflection;
using Amazon.CloudTrail;
using Amazon.IdentityManagement;

namespace AwsClients.Tests.Surface;

/// <summary>
/// promised-surface.txt lists what TrailOps may use of the two clients: names and types of the official ones, checked against their source.
/// Ours show just that; the official ones, with -p:OfficialAwsClients=true, show at least that.
/// </summary>
public class PromisedSurfaceTests
{
    [Fact]
    public void What_is_promised_is_there_and_nothing_else()
    {
        Assembly[] assemblies = [typeof(AmazonCloudTrailClient).Assembly, typeof(AmazonIdentityManagementServiceClient).Assembly];
        var shown = assemblies.SelectMany(PublicSurface.Of).ToList();
        var promised = ReadPromised();
        if (assemblies.All(a => a.GetName().Version!.Major >= 4))
        {
            Assert.Empty(promised.Except(shown));
            return;
        }

        Assert.Equal(promised, shown);
    }

    private static List<string> ReadPromised()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("promised-surface.txt")!);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && line[0] != '#')];
    }
}
