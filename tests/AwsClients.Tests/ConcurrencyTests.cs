using System.Text.Json.Nodes;
using Amazon.CloudTrail.Model;
using Amazon.IdentityManagement.Model;
using AwsClients.Tests.Harness;

namespace AwsClients.Tests;

/// <summary>One client, many calls at once.</summary>
public class ConcurrencyTests
{
    private static readonly IEnumerable<string> Names = Enumerable.Range(0, 100).Select(i => $"name-{i}").ToList();

    [Fact]
    public async Task Each_call_of_CloudTrail_gets_its_own_answer()
    {
        await using var server = new LoopbackServer((request, _) => Reply.Json($$"""{"Trail":{{request.Text}}}"""));
        using var client = Clients.CloudTrail(server);
        await Parallel.ForEachAsync(Names, TestContext.Current.CancellationToken, async (name, cancellationToken) =>
            Assert.Equal(name, (await client.GetTrailAsync(new GetTrailRequest { Name = name }, cancellationToken)).Trail!.Name));
        Assert.Equal(Names.Order(), server.Requests.Select(r => (string)JsonNode.Parse(r.Text)!["Name"]!).Order());
    }

    [Fact]
    public async Task Each_call_of_IAM_gets_its_own_answer()
    {
        await using var server = new LoopbackServer((request, _) =>
            Reply.Xml($"<GetRoleResponse><GetRoleResult><Role><RoleName>{request.Text.Split("RoleName=")[1].Split('&')[0]}</RoleName></Role></GetRoleResult></GetRoleResponse>"));
        using var client = Clients.Iam(server);
        await Parallel.ForEachAsync(Names, TestContext.Current.CancellationToken, async (name, cancellationToken) =>
            Assert.Equal(name, (await client.GetRoleAsync(new GetRoleRequest { RoleName = name }, cancellationToken)).Role!.RoleName));
        Assert.Equal(100, server.Requests.Count);
    }
}
