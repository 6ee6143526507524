namespace TrailOps.Cmdlets.Tests;

/// <summary>Tests that change the process's environment run alone: it is everybody's.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment
{
    public const string Name = "Process environment";
}
