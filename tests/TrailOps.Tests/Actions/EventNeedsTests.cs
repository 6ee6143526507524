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
            Assert.All(need.Resources.Where(r => r != "*" && !InstanceProfiles.IsProfile(r, out _)), r =>
                Assert.Contains(action!.ResourceTypes, t => t.ArnFormats.Any(f => new ArnFormat(f).Fits(r))));
        }));
}
