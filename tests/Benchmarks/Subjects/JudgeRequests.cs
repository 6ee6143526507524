using System.Globalization;
using TrailOps.Actions;
using TrailOps.Policies;

namespace TrailOps.Benchmarks.Subjects;

/// <summary>Decides on 10,000 requests, one in three of which passes, by a policy of 50 statements with wildcards, conditions and a few denies, over and over.</summary>
internal sealed class JudgeRequests : ISubject
{
    public const string SubjectName = "10,000 requests, a policy of 50 statements";
    public const int Decisions = Requests * Repeats;

    private const int Requests = 10_000;
    private const int Repeats = 100;
    private const int Statements = 50;
    private const string Account = "111122223333";

    private readonly PolicyJudge _judge;
    private readonly PolicyRequest[] _requests;

    public JudgeRequests()
    {
        var random = new Random(1);
        IamAction[] actions = [.. new[] { "s3", "ec2", "lambda", "dynamodb", "sqs", "kms", "logs", "iam", "ssm", "sns" }.SelectMany(ActionCatalogue.ActionsOf)];
        var statements = Enumerable.Range(0, Statements).Select(i => Statement(actions, random, i));
        var document = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""");
        _judge = new(new PolicySet { Identity = [new CompiledPolicy(document, "policy")] });
        _requests = [.. Enumerable.Range(0, Requests).Select(_ => Request(actions[random.Next(actions.Length)], random))];
    }

    public string Name => SubjectName;

    public Dictionary<string, long>? Run()
    {
        long allowed = 0;
        for (var i = 0; i < Repeats; i++)
        {
            foreach (var request in _requests)
            {
                allowed += _judge.Judge(request).Decision == PolicyDecision.Allowed ? 1 : 0;
            }
        }

        return new() { [""] = allowed };
    }

    public void Dispose()
    {
    }

    private static string Statement(IamAction[] actions, Random random, int number)
    {
        var first = actions[random.Next(actions.Length)];
        var listed = Enumerable.Range(0, 8).Select(_ => $"\"{actions[random.Next(actions.Length)].Action}\"").Append($"\"{first.Service}:{first.Name[..3]}*\"").Append($"\"{first.Service}:*{first.Name[^4..]}\"");
        var resource = number % 5 == 0 ? "*" : $"arn:aws:{first.Service}:*:{Account}:*service-{random.Next(20)}*";
        var condition = number % 4 == 0 ? ",\"Condition\":{\"StringEquals\":{\"aws:RequestedRegion\":[\"eu-central-1\",\"eu-west-1\"]},\"Bool\":{\"aws:SecureTransport\":\"true\"}}" : "";
        return $$"""{"Effect":"{{(number % 10 == 9 ? "Deny" : "Allow")}}","Action":[{{string.Join(',', listed)}}],"Resource":["{{resource}}","arn:aws:s3:::service-{{number}}/*"]{{condition}}}""";
    }

    private static PolicyRequest Request(IamAction action, Random random)
    {
        var context = new RequestContext();
        context.Set("aws:RequestedRegion", random.Next(2) == 0 ? "eu-central-1" : "us-east-1");
        context.Set("aws:SecureTransport", "true");
        return new(action.Action, string.Create(CultureInfo.InvariantCulture, $"arn:aws:{action.Service}:eu-central-1:{Account}:thing/service-{random.Next(20)}")) { Context = context };
    }
}
