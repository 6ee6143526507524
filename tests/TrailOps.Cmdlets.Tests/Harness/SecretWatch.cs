using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Looks for secrets in all that a session shows: each stream, each error with what is inside it, and the views.</summary>
internal sealed class SecretWatch
{
    // One level: further down an error has the parameters of its command, as the engine keeps them.
    private const int Depth = 1;

    private readonly ConcurrentQueue<(string Where, object? Shown)> _shown = new();
    private readonly HashSet<object> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>What may be shown nowhere. Null: nobody has given the session a secret.</summary>
    public Func<IEnumerable<string>>? Secrets { get; set; }

    /// <summary>Watches a shell from its start to its end, whoever runs it.</summary>
    public void Watch(PowerShell shell)
    {
        Watch("error", shell.Streams.Error);
        Watch("warning", shell.Streams.Warning);
        Watch("verbose", shell.Streams.Verbose);
        Watch("debug", shell.Streams.Debug);
        Watch("information", shell.Streams.Information);
        Watch("progress", shell.Streams.Progress);
        shell.InvocationStateChanged += (_, state) => Show("error", state.InvocationStateInfo.Reason);
    }

    public void Show(string where, object? shown)
    {
        if (Secrets is not null)
        {
            _shown.Enqueue((where, shown));
        }
    }

    /// <summary>Also what scripts caught and silenced: <c>$Error</c>.</summary>
    public void ShowErrors(IEnumerable errors)
    {
        foreach (var error in errors.Cast<object>().Where(_known.Add))
        {
            Show("error", error);
        }
    }

    /// <summary>Fails where a secret was shown since the last time.</summary>
    public void Check()
    {
        var secrets = Secrets?.Invoke().ToList() ?? [];
        var leaks = new List<string>();
        while (_shown.TryDequeue(out var item))
        {
            leaks.AddRange(Texts(item.Shown).Where(text => secrets.Exists(secret => text.Contains(secret, StringComparison.Ordinal)))
                .Select(text => $"{item.Where}: {secrets.Aggregate(text, (shown, secret) => shown.Replace(secret, "<SECRET>", StringComparison.Ordinal))}"));
        }

        Assert.True(leaks.Count == 0, $"A secret was shown. {string.Join(Environment.NewLine, leaks)}");
    }

    private void Watch<T>(string where, PSDataCollection<T> stream) => stream.DataAdding += (_, adding) => Show(where, adding.ItemAdded);

    private static IEnumerable<string> Texts(object? shown) => shown switch
    {
        null => [],
        ErrorRecord error => [$"{error}", $"{error.FullyQualifiedErrorId} {error.CategoryInfo} {error.ErrorDetails} {error.ErrorDetails?.RecommendedAction}", error.ScriptStackTrace ?? "", .. Members(error.TargetObject), .. Texts(error.Exception)],
        Exception exception => [exception.ToString(), .. Chain(exception).SelectMany(Members)],
        _ => Members(shown),
    };

    // Not only the text: what else the object holds, as a log of it or Export-Clixml would show it.
    private static IEnumerable<string> Members(object? shown) => shown is null ? [] : [$"{shown}", PSSerializer.Serialize(shown, Depth)];

    private static IEnumerable<Exception> Chain(Exception exception) =>
        exception is AggregateException several ? several.InnerExceptions.SelectMany(Chain).Prepend(exception)
        : exception.InnerException is { } inner ? Chain(inner).Prepend(exception)
        : [exception];
}
