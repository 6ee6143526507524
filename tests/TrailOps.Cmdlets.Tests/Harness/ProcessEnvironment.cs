namespace TrailOps.Cmdlets.Tests;

/// <summary>Tests that make a session the process's environment run one after another: there is one. Others give keys, which come before it.</summary>
[CollectionDefinition(Name)]
public sealed class ProcessEnvironment
{
    public const string Name = "Process environment";
}
