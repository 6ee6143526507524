using System.Text.Json;
using TrailOps.Events;

namespace TrailOps.Actions;

/// <summary>What an event's record tells of the resources that the call was about.</summary>
internal sealed class EventRecord
{
    private List<string>? _texts;

    public EventRecord(RoleEvent e, RequestValues values, bool isCreating)
    {
        Event = e;
        Context = ResourceContext.Of(e);
        Request = values;
        Resources = e.ListedResources().ConvertAll(r => ResourceText.Escape(r.Arn) + (r.IsPrefix ? "*" : ""));
        IsCreating = isCreating;
        Response = IsCreating ? RequestShape.Names.Read(e.Raw(RecordField.ResponseElements)) : RequestValues.None;
    }

    public ResourceContext Context { get; }

    public RequestValues Request { get; }

    /// <summary>What the call made, where it made something.</summary>
    public RequestValues Response { get; }

    /// <summary>The ARNs that the record lists itself, as policies write them; of an ARN's beginning, all that go on from there.</summary>
    public IReadOnlyList<string> Resources { get; }

    /// <summary>Whether the call makes something new.</summary>
    public bool IsCreating { get; }

    public RoleEvent Event { get; }

    /// <summary>Whether a text of the request is this one, or has it in it.</summary>
    public bool HasInRequest(string text) => (_texts ??= Texts(Event.Raw(RecordField.RequestParameters))).Exists(t => t.Contains(text, StringComparison.Ordinal));

    private static List<string> Texts(ReadOnlySpan<byte> json)
    {
        List<string> texts = [];
        var reader = new Utf8JsonReader(json, RecordParser.Options);
        while (!json.IsEmpty && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                texts.Add(ResourceNames.Text(JsonText.Bytes(reader.ValueSpan)));
            }
        }

        return texts;
    }
}
