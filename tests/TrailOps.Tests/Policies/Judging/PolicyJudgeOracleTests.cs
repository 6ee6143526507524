using TrailOps.Policies;
using TrailOps.PolicyOracle;

namespace TrailOps.Tests.Policies.Judging;

/// <summary>The judge against the oracle, which was written from AWS's rules without sight of it.</summary>
public sealed class PolicyJudgeOracleTests
{
    private const int Parts = 10;
    private const int CasesPerPart = 11_000;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Agrees_with_the_oracle(int seed) => Compare(seed, CasesPerPart);

    [Theory(Explicit = true)]
    [MemberData(nameof(ManySeeds))]
    public void Agrees_with_the_oracle_a_million_times(int seed) => Compare(seed, CasesPerPart);

    [Fact]
    public void The_cases_reach_all_decisions()
    {
        var random = new RandomRequests(1);
        var decisions = Enumerable.Range(0, 3000).Select(_ => random.Next()).Select(c => Oracle.Decide(c.Policies, c.Request)).CountBy(d => d).ToDictionary();
        Assert.Equal(3, decisions.Count);
        Assert.All(decisions, d => Assert.InRange(d.Value, 200, 2500));
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, Parts)];

    public static TheoryData<int> ManySeeds() => [.. Enumerable.Range(1000, 92)];

    private static void Compare(int seed, int cases)
    {
        var random = new RandomRequests(seed);
        for (var i = 0; i < cases; i++)
        {
            var (policies, request) = random.Next();
            var expected = Oracle.Decide(policies, request).ToString();
            var actual = new PolicyJudge(ToSet(policies)).Judge(ToRequest(request)).Decision.ToString();
            Assert.True(expected == actual, $"Case {i} of {seed}: the oracle says {expected}, the judge {actual}.\n{RandomRequests.Describe(policies, request)}");
        }
    }

    internal static PolicySet ToSet(OraclePolicies policies) => new()
    {
        Identity = Compile(policies.Identity, PolicyDocumentKind.Identity),
        Boundary = policies.Boundary is { } boundary ? Compile(boundary, PolicyDocumentKind.Identity) : null,
        Session = policies.Session is { } session ? Compile(session, PolicyDocumentKind.Identity) : null,
        Resource = policies.Resource is { } resource ? Compile([resource], PolicyDocumentKind.Resource) : null,
        ServiceControl = [.. policies.ServiceControl.Select(level => Compile(level, PolicyDocumentKind.Identity))],
        ResourceControl = [.. policies.ResourceControl.Select(level => Compile(level, PolicyDocumentKind.Resource))],
    };

    internal static PolicyRequest ToRequest(OracleRequest request)
    {
        var context = new RequestContext();
        foreach (var (key, values) in request.Context)
        {
            context.Set(key, values);
        }

        return new(request.Action, request.Resource)
        {
            Context = context,
            Principal = new RequestPrincipal(request.Principal, request.RoleArn),
            ResourceAccount = request.ResourceAccount,
        };
    }

    private static List<CompiledPolicy> Compile(IEnumerable<string> documents, PolicyDocumentKind kind) =>
        [.. documents.Select(json => new CompiledPolicy(PolicyDocumentReader.Read(json, kind), "policy"))];
}
