using System.Text.Json;
using TrailOps.Policies;

namespace TrailOps;

/// <summary>A statement of a policy.</summary>
/// <param name="Effect">Allow or Deny.</param>
/// <param name="Action">The actions, such as <c>s3:GetObject</c>; empty where NotAction stands instead.</param>
/// <param name="Resource">The ARNs of the resources, or <c>*</c>; empty where NotResource stands instead.</param>
public sealed record PolicyStatement(string Effect, IReadOnlyList<string> Action, IReadOnlyList<string> Resource)
{
    /// <summary>The actions, such as <c>s3:GetObject</c>; empty where NotAction stands instead.</summary>
    public IReadOnlyList<string> Action { get; init => field = Indexable.Of(value); } = Indexable.Of(Action);

    /// <summary>The ARNs of the resources, or <c>*</c>; empty where NotResource stands instead.</summary>
    public IReadOnlyList<string> Resource { get; init => field = Indexable.Of(value); } = Indexable.Of(Resource);

    /// <summary>The statement's id, if it has one.</summary>
    public string? Sid { get; init; }

    /// <summary>The actions that the statement is not about; empty where Action stands instead.</summary>
    public IReadOnlyList<string> NotAction { get; init => field = Indexable.Of(value); } = Indexable.Of<string>([]);

    /// <summary>The resources that the statement is not about; empty where Resource stands instead.</summary>
    public IReadOnlyList<string> NotResource { get; init => field = Indexable.Of(value); } = Indexable.Of<string>([]);

    /// <summary>Whom the statement is about, in the policy of a resource; null in that of an identity.</summary>
    public PolicyPrincipal? Principal { get; init; }

    /// <summary>Whom the statement is not about, where that stands instead of Principal.</summary>
    public PolicyPrincipal? NotPrincipal { get; init; }

    /// <summary>What must hold besides; null where nothing must.</summary>
    public PolicyCondition? Condition { get; init; }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Sid is not null)
        {
            writer.WriteString("Sid", Sid);
        }

        writer.WriteString("Effect", Effect);
        Principal?.Write(writer, "Principal");
        NotPrincipal?.Write(writer, "NotPrincipal");
        WriteList(writer, "Action", Action, alwaysList: true);
        WriteList(writer, "NotAction", NotAction, alwaysList: true);
        WriteList(writer, "Resource", Resource, alwaysList: false);
        WriteList(writer, "NotResource", NotResource, alwaysList: false);
        Condition?.Write(writer);
        writer.WriteEndObject();
    }

    /// <summary>A list, or its only value as a text; nothing where it is empty.</summary>
    internal static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> values, bool alwaysList)
    {
        if (values.Count == 0)
        {
            return;
        }

        if (values is [var only] && !alwaysList)
        {
            writer.WriteString(name, only);
            return;
        }

        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
