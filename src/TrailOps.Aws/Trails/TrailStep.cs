using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>One of the changes that lead from what there is to what is wanted.</summary>
/// <param name="Target">What is changed.</param>
/// <param name="Action">How, in words that begin with a verb.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record TrailStep(string Target, string Action, Func<CancellationToken, Task> RunAsync)
{
    /// <summary>How to undo it, in words; null where there is nothing to undo.</summary>
    public string? Undo { get; init; }

    /// <summary>Does all steps in their order, once the user wants each of them.</summary>
    /// <returns>Whether they are done; with -WhatIf, and where the user does not want one, none is.</returns>
    /// <exception cref="TrailStepException">One failed, and some may be done.</exception>
    public static async Task<bool> RunAllAsync(IReadOnlyList<TrailStep> steps, CancellationToken cancellationToken)
    {
        List<TrailStep> unwanted = [];
        foreach (var step in steps)
        {
            if (!await ConnectionUi.Current.ConfirmAsync(step.Target, step.Action).ConfigureAwait(false))
            {
                unwanted.Add(step);
            }
        }

        if (unwanted.Count > 0)
        {
            // With -WhatIf none is wanted, and nobody was asked.
            if (unwanted.Count < steps.Count)
            {
                ConnectionUi.Current.Warning($"Nothing was changed: the steps build on each other, and not all of them are wanted ({string.Join("; ", unwanted.Select(step => Lower(step.Action)))}).");
            }

            return false;
        }

        for (var i = 0; i < steps.Count; i++)
        {
            ConnectionUi.Current.Verbose($"{steps[i].Target}: {steps[i].Action}.");
            try
            {
                await steps[i].RunAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TrailStepException(steps[i], [.. steps.Take(i)], e);
            }
        }

        return true;
    }

    /// <summary>A sentence's beginning in the middle of one.</summary>
    public static string Lower(string action) => char.ToLowerInvariant(action[0]) + action[1..];
}

/// <summary>A step that failed after others.</summary>
internal sealed class TrailStepException(TrailStep step, IReadOnlyList<TrailStep> done, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>What could not be done.</summary>
    public string What => $"{step.Target}: can't {TrailStep.Lower(step.Action)}.";

    /// <summary>What is done already, how to go on, and how to undo it.</summary>
    public string State
    {
        get
        {
            var steps = string.Join("; ", done.Select(one => $"{TrailStep.Lower(one.Action)} ({one.Target})"));
            var undo = string.Join("; ", done.Reverse().Select(one => one.Undo).OfType<string>().Distinct());
            return done.Count == 0
                ? "Nothing was changed before; run the same command again to go on."
                : $"Done before: {steps}. Run the same command again to go on with what is left.{(undo.Length > 0 ? $" To undo it instead: {undo}." : "")}";
        }
    }
}
