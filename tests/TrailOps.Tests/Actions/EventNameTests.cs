using TrailOps.Actions;

namespace TrailOps.Tests.Actions;

public class EventNameTests
{
    [Theory]
    [InlineData("ListFunctions20150331", "ListFunctions")]
    [InlineData("GetFunction20150331v2", "GetFunction")]
    [InlineData("GetFunction20150331v12", "GetFunction")]
    [InlineData("CreateDistribution2020_05_31", "CreateDistribution")]
    [InlineData("CreateDistribution2020_05_31v2", "CreateDistribution")]
    [InlineData("OldCall19991231", "OldCall")]
    [InlineData("ListFindingsV2", "ListFindingsV2")]
    [InlineData("CreateEnvironmentEC2", "CreateEnvironmentEC2")]
    [InlineData("Call2015033", "Call2015033")]
    [InlineData("Call21150331", "Call21150331")]
    [InlineData("Call2015_0331", "Call2015_0331")]
    [InlineData("Call2015-03-31", "Call2015-03-31")]
    [InlineData("Call20150331v", "Call20150331v")]
    [InlineData("Call20150331V2", "Call20150331V2")]
    [InlineData("20150331", "20150331")]
    [InlineData("v2", "v2")]
    [InlineData("", "")]
    public void OnlyADateOfAnApiVersionIsTakenOff(string name, string without) => Assert.Equal(without, EventName.WithoutDate(name));

    [Fact]
    public void NoActionAndNoOperationEndsInADate()
    {
        var names = CatalogueResource.Instance.Services.SelectMany(s => s.Actions.Select(a => a.Name).Concat(s.Operations.Select(o => o.Name)));
        Assert.All(names, n => Assert.Equal(n, EventName.WithoutDate(n)));
    }
}
