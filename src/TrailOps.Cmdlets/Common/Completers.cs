using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TrailOps.Actions;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Completes from a list of texts: those that begin with what was typed, then those that hold it.</summary>
public abstract class ListCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(wordToComplete);
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        var word = wordToComplete.Trim('\'', '"').TrimEnd('*');
        var texts = Texts(fakeBoundParameters, word).ToList();
        return texts.Where(text => text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Concat(texts.Where(text => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) > 0))
            .Select(text => new CompletionResult(Quoted(text), text, CompletionResultType.ParameterValue, text));
    }

    /// <summary>A text as it can stand in a command: in quotes where PowerShell would read something else out of it.</summary>
    private static string Quoted(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || "_-.:/+*=\\".Contains(c, StringComparison.Ordinal)) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>What can stand in the parameter, given the others.</summary>
    internal abstract IEnumerable<string> Texts(IDictionary boundParameters, string word);
}

/// <summary>Completes event sources, such as <c>s3.amazonaws.com</c>.</summary>
public sealed class EventSourceCompleter : ListCompleter
{
    internal override IEnumerable<string> Texts(IDictionary boundParameters, string word) => EventActionMap.KnownEventSources;
}

/// <summary>Completes event names, of the event source where one is given.</summary>
public sealed class EventNameCompleter : ListCompleter
{
    internal override IEnumerable<string> Texts(IDictionary boundParameters, string word)
    {
        var source = boundParameters["EventSource"] is { } given ? LanguagePrimitives.ConvertTo<string[]>(given) : [];
        return source is [var only] && !WildcardPattern.ContainsWildcardCharacters(only)
            ? EventActionMap.KnownEventNames(EventSourceName.Complete(only))
            : EventActionMap.KnownEventNames(null);
    }
}

/// <summary>Completes IAM prefixes, such as <c>s3</c>.</summary>
public sealed class ServiceCompleter : ListCompleter
{
    internal override IEnumerable<string> Texts(IDictionary boundParameters, string word) => ActionCatalogue.Services.Select(service => service.Prefix);
}

/// <summary>Completes IAM actions: prefixes first, then a prefix's actions; from three letters on also actions of any prefix.</summary>
public sealed class ActionCompleter : ListCompleter
{
    internal override IEnumerable<string> Texts(IDictionary boundParameters, string word)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            return ActionCatalogue.ActionsOf(word[..colon]).Select(action => action.Action);
        }

        return boundParameters["Service"] is { } service
            ? LanguagePrimitives.ConvertTo<string[]>(service).SelectMany(ActionCatalogue.ActionsOf).Select(action => action.Action)
            : ActionCatalogue.Services.Select(known => known.Prefix + ":").Concat(word.Length < 3 ? [] : ActionCatalogue.Match($"*:{word}*").Select(action => action.Action));
    }
}

/// <summary>Completes IAM's limits for the size of policies.</summary>
public sealed class PolicySizeCompleter : ListCompleter
{
    internal override IEnumerable<string> Texts(IDictionary boundParameters, string word) => [$"{TrailOps.RolePolicy.ManagedLimit}", $"{TrailOps.RolePolicy.InlineLimit}"];
}

/// <summary>Completes regions, as the AWS SDK knows them.</summary>
public sealed class RegionCompleter : ListCompleter
{
    internal override IEnumerable<string> Texts(IDictionary boundParameters, string word) => AwsRegions.Names;
}

/// <summary>Completes the names of profiles, of the files that the session's variables and -ProfileLocation name.</summary>
public sealed class ProfileNameCompleter : ListCompleter
{
    internal override IEnumerable<string> Texts(IDictionary boundParameters, string word) =>
        AwsProfiles.Names(boundParameters["ProfileLocation"] is string location ? FullPath(location) : null);

    /// <summary>A path as the cmdlets read it: from the session's location, which is not the process's.</summary>
    private static string FullPath(string path)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddScript("$ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($args[0])").AddArgument(path).Invoke<string>().FirstOrDefault() ?? path;
    }
}
