using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests;

/// <summary>All that a script brought forth.</summary>
internal sealed record RunResult(IReadOnlyList<PSObject> Output, PSDataStreams Streams, RuntimeException? Exception, string HostText)
{
    public IReadOnlyList<ErrorRecord> Errors { get; } = [.. Streams.Error];

    public IReadOnlyList<string> Warnings { get; } = [.. Streams.Warning.Select(record => record.Message)];

    public IReadOnlyList<string> Verbose { get; } = [.. Streams.Verbose.Select(record => record.Message)];

    public IReadOnlyList<string> Debug { get; } = [.. Streams.Debug.Select(record => record.Message)];

    public IReadOnlyList<ProgressRecord> Progress { get; } = [.. Streams.Progress];

    public IReadOnlyList<string> ErrorIds => [.. Errors.Select(error => error.FullyQualifiedErrorId)];

    /// <summary>The output, of a run that brought no error and no warning.</summary>
    public IReadOnlyList<PSObject> Clean()
    {
        Assert.Null(Exception);
        Assert.True(Errors.Count == 0, string.Join(Environment.NewLine, Errors));
        Assert.Empty(Warnings);
        return Output;
    }

    /// <summary>The source that all events that came out share.</summary>
    public PSObject Source => PSObject.AsPSObject(Assert.Single(Output.Select(e => e.Value("Source")).Distinct())!);

    /// <summary>What their source says was read.</summary>
    public PSObject Read => PSObject.AsPSObject(Source.Value("Read")!);

    /// <summary>One property of each object that came out.</summary>
    public IReadOnlyList<string?> Values(string property) => [.. Output.Select(item => item.Value(property)?.ToString())];

    /// <summary>The names of the events that came out.</summary>
    public IReadOnlyList<string?> EventNames => Values("EventName");
}

internal static class PSObjectMembers
{
    /// <summary>A property's value; a missing property is a failure.</summary>
    public static object? Value(this PSObject item, string property)
    {
        var found = item.Properties[property];
        Assert.True(found is not null, $"There is no property {property}.");
        return found.Value is PSObject wrapped ? wrapped.BaseObject : found.Value;
    }

    public static T Value<T>(this PSObject item, string property) => Assert.IsType<T>(item.Value(property), exactMatch: false);
}
