using TrailOps.Actions;
using TrailOps.Policies;

namespace TrailOps.Benchmarks.Subjects;

/// <summary>What everything allows beyond reading everything: AdministratorAccess against a policy like ReadOnlyAccess, which names the reading actions of each service.</summary>
internal sealed class ComparePolicies : ISubject
{
    public const string SubjectName = "everything against reading everything";

    private static readonly string[] Verbs = ["Get*", "List*", "Describe*", "Search*", "BatchGet*", "View*", "Lookup*", "Check*"];

    private readonly PolicyDocument _everything = Document("\"*\"");

    private readonly PolicyDocument _reading = Document(string.Join(',', ActionCatalogue.Services.SelectMany(service => Verbs.Select(verb => $"\"{service.Prefix}:{verb}\""))));

    public string Name => SubjectName;

    public Dictionary<string, long>? Run() => new() { [""] = PolicyComparison.Compare([_reading], [_everything]).Count };

    public void Dispose()
    {
    }

    private static PolicyDocument Document(string actions) =>
        PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{actions}}],"Resource":"*"}]}""");
}
