using System.Text.Json;
using Amazon.CloudTrail.Model;
using Amazon.IdentityManagement.Model;
using AwsClients.Tests.Harness;

namespace AwsClients.Tests;

/// <summary>Page after page, to the last and no further.</summary>
public class PaginatorTests
{
    [Theory]
    [InlineData("")]
    [InlineData(",\"NextToken\":null")]
    [InlineData(",\"NextToken\":\"\"")]
    public async Task Events_of_all_pages_in_order(string lastToken)
    {
        await using var server = new LoopbackServer(
            Reply.Json("""{"Events":[{"EventId":"1"},{"EventId":"2"}],"NextToken":"a+/="}"""),
            Reply.Json("""{"Events":[],"NextToken":"b"}"""),
            Reply.Json("""{"NextToken":"c"}"""),
            Reply.Json($$"""{"Events":[{"EventId":"3"}]{{lastToken}}}"""));
        using var client = Clients.CloudTrail(server);
        var ids = new List<string?>();
        await foreach (var item in client.Paginators.LookupEvents(new LookupEventsRequest { MaxResults = 50 }).Events.WithCancellation(TestContext.Current.CancellationToken))
        {
            ids.Add(item.EventId);
        }

        Assert.Equal(["1", "2", "3"], ids);
        Assert.Equal(
            ["""{"MaxResults":50}""", """{"MaxResults":50,"NextToken":"a+/="}""", """{"MaxResults":50,"NextToken":"b"}""", """{"MaxResults":50,"NextToken":"c"}"""],
            server.Requests.Select(r => r.Text));
    }

    [Fact]
    public async Task The_first_items_ask_for_the_first_page_only()
    {
        await using var server = new LoopbackServer(Reply.Json("""{"Events":[{"EventId":"1"}],"NextToken":"a"}"""));
        using var client = Clients.CloudTrail(server);
        await foreach (var page in client.Paginators.LookupEvents(new LookupEventsRequest()).Responses.WithCancellation(TestContext.Current.CancellationToken))
        {
            Assert.Equal("a", page.NextToken);
            break;
        }

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Paging_starts_where_the_request_says()
    {
        await using var server = new LoopbackServer(Reply.Json("""{"Trails":[{"Name":"a"}]}"""));
        using var client = Clients.CloudTrail(server);
        await foreach (var trail in client.Paginators.ListTrails(new ListTrailsRequest { NextToken = "here" }).Trails.WithCancellation(TestContext.Current.CancellationToken))
        {
            Assert.Equal("a", trail.Name);
        }

        Assert.Equal("""{"NextToken":"here"}""", server.Request.Text);
    }

    [Theory]
    [InlineData("<IsTruncated>false</IsTruncated>")]
    [InlineData("<IsTruncated>false</IsTruncated><Marker>x</Marker>")]
    [InlineData("<IsTruncated>true</IsTruncated>")]
    [InlineData("")]
    public async Task Roles_of_all_pages_short_and_empty_ones_too(string end)
    {
        await using var server = new LoopbackServer(
            Page("<Roles><member><RoleName>a</RoleName></member></Roles><IsTruncated>true</IsTruncated><Marker>m1</Marker>"),
            Page("<Roles/><IsTruncated>true</IsTruncated><Marker>m2</Marker>"),
            Page($"<Roles><member><RoleName>b</RoleName></member></Roles>{end}"));
        using var client = Clients.Iam(server);
        var names = new List<string?>();
        await foreach (var role in client.Paginators.ListRoles(new ListRolesRequest()).Roles.WithCancellation(TestContext.Current.CancellationToken))
        {
            names.Add(role.RoleName);
        }

        Assert.Equal(["a", "b"], names);
        Assert.Equal(["", "&Marker=m1", "&Marker=m2"], server.Requests.Select(r => r.Text["Action=ListRoles".Length..^"&Version=2010-05-08".Length]));

        static Reply Page(string result) => Reply.Xml($"<ListRolesResponse><ListRolesResult>{result}</ListRolesResult></ListRolesResponse>");
    }

    [Fact]
    public async Task Every_third_request_throttled_loses_and_doubles_nothing()
    {
        const int Pages = 9;
        var answered = 0;
        await using var server = new LoopbackServer((request, index) =>
        {
            if (index % 3 == 2)
            {
                return Reply.Json("""{"__type":"ThrottlingException","message":"Rate exceeded"}""", 400);
            }

            var page = answered++;
            Assert.Equal(page == 0 ? "{}" : $$"""{"NextToken":"p{{page}}"}""", request.Text);
            return Reply.Json($$"""{"Events":[{"EventId":"{{page}}"}]{{(page < Pages - 1 ? $",\"NextToken\":\"p{page + 1}\"" : "")}}}""");
        });
        using var client = Clients.CloudTrail(server);
        var ids = new List<string?>();
        await foreach (var item in client.Paginators.LookupEvents(new LookupEventsRequest()).Events.WithCancellation(TestContext.Current.CancellationToken))
        {
            ids.Add(item.EventId);
        }

        Assert.Equal(Enumerable.Range(0, Pages).Select(p => JsonSerializer.Serialize(p)), ids);
    }

    [Fact]
    public async Task Cancelled_between_pages_asks_no_more()
    {
        await using var server = new LoopbackServer(Reply.Json("""{"Events":[{"EventId":"1"}],"NextToken":"a"}"""));
        using var client = Clients.CloudTrail(server);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in client.Paginators.LookupEvents(new LookupEventsRequest()).Events.WithCancellation(cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_paginator_is_used_once()
    {
        await using var server = new LoopbackServer(Reply.Json("{}"));
        using var client = Clients.CloudTrail(server);
        var paginator = client.Paginators.LookupEvents(new LookupEventsRequest());
        await foreach (var page in paginator.Responses.WithCancellation(TestContext.Current.CancellationToken))
        {
            Assert.Null(page.NextToken);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await paginator.Responses.GetAsyncEnumerator(TestContext.Current.CancellationToken).MoveNextAsync());
    }
}
