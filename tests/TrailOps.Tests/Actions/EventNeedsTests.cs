using TrailOps.Actions;

namespace TrailOps.Tests.Actions;

public class EventNeedsTests
{
    public static TheoryData<string> Cases => [.. EventCase.All.Select(c => c.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_call_needs_what_its_case_says(string name)
    {
        var it = EventCase.All.First(c => c.ToString() == name);
        Assert.Equal(it.Expected, EventCase.Write(it.Needs));
    }

    [Fact]
    public void Every_action_of_a_case_is_in_the_catalogue_and_every_resource_fits_one_of_its_types() => Assert.All(EventCase.All, it =>
        Assert.All(it.Needs.Needs, need =>
        {
            var action = ActionCatalogue.Find(need.Action);
            Assert.Equal(need.Action, action?.Action);
            Assert.NotEmpty(need.Resources);
            Assert.All(need.Resources.Where(r => r != "*" && RoleHolder.Of(r) is null), r =>
                Assert.True(Fits(action!, r), r));
        }));

    [Fact]
    public void Kinds_that_are_known_keep_their_plans_when_many_invented_ones_came_before()
    {
        for (var i = 0; i < EventActionMap.CacheLimit + 100; i++)
        {
            EventPlan.For(EventCase.MakeEvent("s3.amazonaws.com", $"Foo{i}"));
        }

        var e = EventCase.MakeEvent("ec2.amazonaws.com", "DescribeFastLaunchImages");
        Assert.Same(EventPlan.For(e), EventPlan.For(e));
    }

    [Fact]
    public void Long_names_are_not_remembered()
    {
        var e = EventCase.MakeEvent("ec2.amazonaws.com", "DescribeFastLaunchImages", $",\"eventType\":\"{new string('x', 1_000)}\"");
        Assert.NotSame(EventPlan.For(e), EventPlan.For(e));
        Assert.True(EventPlan.For(e).IsMapped);
    }

    /// <summary>Whether a resource is of one of an action's types. Of API Gateway's methods the catalogue has the types of REST APIs alone: any of the service will do.</summary>
    internal static bool Fits(IamAction action, string arn) =>
        (action.Service == "apigateway" && CatalogueResource.Instance.TryGetService(action.Service, out var service)
            ? service.ResourceTypes.SelectMany(t => t.ArnFormats)
            : action.ResourceTypes.SelectMany(t => t.ArnFormats)).Any(f => ActionResources.Format(f).Fits(arn));
}
