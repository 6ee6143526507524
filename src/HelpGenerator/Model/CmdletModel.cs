namespace HelpGenerator.Model;

/// <summary>All that help says about a cmdlet.</summary>
internal sealed record CmdletModel
{
    public required string Verb { get; init; }

    public required string Noun { get; init; }

    public string Name => $"{Verb}-{Noun}";

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public IReadOnlyList<Block> Synopsis { get; init; } = [];

    public IReadOnlyList<Block> Description { get; init; } = [];

    public IReadOnlyList<Block> Notes { get; init; } = [];

    /// <summary>The names of the parameter sets, the default first; a cmdlet without named ones has <see cref="ParameterUse.AllSets"/>.</summary>
    public required IReadOnlyList<string> ParameterSets { get; init; }

    /// <summary>In the order of the source: the cmdlet's own, then its base classes', then -WhatIf and -Confirm.</summary>
    public required IReadOnlyList<ParameterModel> Parameters { get; init; }

    public IReadOnlyList<TypeModel> Outputs { get; init; } = [];

    public IReadOnlyList<LinkModel> Links { get; init; } = [];

    public IReadOnlyList<ExampleModel> Examples { get; init; } = [];
}

/// <summary>A parameter and its part in each parameter set.</summary>
internal sealed record ParameterModel
{
    public required string Name { get; init; }

    public required TypeModel Type { get; init; }

    /// <summary>The type of one piped item: an array's element, else the type itself.</summary>
    public required TypeModel ItemType { get; init; }

    public bool IsArray { get; init; }

    public bool IsSwitch { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public IReadOnlyList<Block> Text { get; init; } = [];

    /// <summary>The values that are taken, of an enum or a ValidateSet.</summary>
    public IReadOnlyList<ValueModel> Values { get; init; } = [];

    public string? Default { get; init; }

    public bool Wildcards { get; init; }

    public required IReadOnlyList<ParameterUse> Uses { get; init; }

    public bool ByValue => Uses.Any(use => use.ByValue);

    public bool ByPropertyName => Uses.Any(use => use.ByPropertyName);

    public ParameterUse? In(string set) => Uses.FirstOrDefault(use => use.Set == set) ?? Uses.FirstOrDefault(use => use.Set == ParameterUse.AllSets);
}

/// <summary>What a parameter is in one parameter set.</summary>
internal sealed record ParameterUse(string Set, bool Mandatory = false, int? Position = null, bool ByValue = false, bool ByPropertyName = false)
{
    /// <summary>The engine's own name for "in every set".</summary>
    public const string AllSets = "__AllParameterSets";
}

/// <summary>A type by the name a PowerShell user writes, in full, and what its own docs say.</summary>
internal sealed record TypeModel(string Name, string FullName, IReadOnlyList<Block> Text);

/// <summary>One of the values that a parameter takes.</summary>
internal sealed record ValueModel(string Name, IReadOnlyList<Block> Text);

/// <summary>A related page or cmdlet; a cmdlet of this module has no address.</summary>
internal sealed record LinkModel(string Text, string? Address);

/// <summary>An example: what it shows, the lines to type and what there is to say of them.</summary>
internal sealed record ExampleModel(string Title, string Code, IReadOnlyList<Paragraph> Remarks, int Line);
