using System.Collections;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Several people at once: runspaces of their own with the same <c>$aws</c>.</summary>
internal sealed class Sessions : IDisposable
{
    private readonly List<Session> _sessions = [];

    public Sessions(LocalAwsSession aws, int count)
    {
        var splat = (Hashtable)aws.Session.Runspace.SessionStateProxy.GetVariable("aws");
        for (var number = 0; number < count; number++)
        {
            var session = new Session { Secrets = aws.Server.World.Secrets };
            session.Runspace.SessionStateProxy.SetVariable("aws", splat.Clone());
            _sessions.Add(session);
        }
    }

    public Task<RunResult> TryAsync(int number, string script) => Task.Run(() => _sessions[number].Run(script));

    public async Task<RunResult> RunAsync(int number, string script)
    {
        var run = await TryAsync(number, script);
        Assert.Null(run.Exception);
        Assert.Empty(run.Errors.Select(error => error.ToString()));
        return run;
    }

    public void Dispose() => _sessions.ForEach(session => session.Dispose());
}
