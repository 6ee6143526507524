namespace TrailOps.Actions;

/// <summary>
/// The value of a variable of an ARN, as resources.tsv writes it: <c>a|b</c> the first member that is there, <c>a&amp;b</c> both, <c>'x'</c> a text, <c>*</c> any value,
/// <c>?</c> any value since the record does not tell it, <c>a+b</c> both together, <c>:f</c> changed by f, <c>a?</c> where the ARN does without it.
/// </summary>
internal sealed class ResourceValue
{
    private const string Any = "*";
    private const string Untold = "?";

    private readonly List<List<Source>> _terms = [];
    private readonly string _change;

    public ResourceValue(string text, RequestShape shape)
    {
        IsUntold = text == Untold;
        IsOptional = !IsUntold && text.EndsWith('?');
        text = IsUntold ? Any : text.TrimEnd('?');
        var colon = text.Contains('\'', StringComparison.Ordinal) && text.LastIndexOf(':') < text.LastIndexOf('\'') ? -1 : text.LastIndexOf(':');
        _change = colon < 0 ? "" : text[(colon + 1)..];
        if (_change.Length > 0 && !ResourceChanges.Exists(_change))
        {
            throw new InvalidDataException($"'{text}' ends in a change that does not exist.");
        }

        foreach (var term in (colon < 0 ? text : text[..colon]).Split('+'))
        {
            _terms.Add([.. term.Split('|').Select(source => Source.Parse(source, shape))]);
        }
    }

    /// <summary>Whether there is a value that the record does not tell.</summary>
    public bool IsUntold { get; }

    /// <summary>Whether the ARN does without it.</summary>
    public bool IsOptional { get; }

    /// <summary>Whether the request has one of the members of each part, or the part is a text of its own.</summary>
    public bool IsTold(RequestValues request)
    {
        // The path before a name is not needed.
        for (var i = _change == ResourceChanges.Joined ? 1 : 0; i < _terms.Count; i++)
        {
            if (!_terms[i].Exists(source => source.IsTold(request)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The values in a request, as texts of a policy; none where the request does not tell.</summary>
    /// <param name="request">The request.</param>
    /// <param name="format">The form of the resource's ARN.</param>
    /// <param name="arns">Takes what is a whole ARN of the type already; it is no value.</param>
    public List<string> In(RequestValues request, ArnFormat format, List<string> arns)
    {
        if (_change == ResourceChanges.Joined)
        {
            return Joined(request);
        }

        // Most values are those of one member.
        if (_terms is [var only])
        {
            return First(only, request, format, arns);
        }

        List<string> values = [""];
        foreach (var term in _terms)
        {
            var found = First(term, request, format, arns);
            values = [.. values.SelectMany(value => found, (value, next) => value + next)];
        }

        return values;
    }

    /// <summary>The whole ARNs in a request; one that stands twice in the list is not repeated.</summary>
    public IEnumerable<string> ArnsIn(RequestValues request) => In(request).Select(text => ResourceChanges.ApplyToArn(_change, text));

    private IEnumerable<string> In(RequestValues request)
    {
        IEnumerable<string> texts = [""];
        foreach (var term in _terms)
        {
            var found = term.Select(source => source.Texts(request).ToList()).FirstOrDefault(list => list.Count > 0) ?? [];
            texts = texts.SelectMany(text => found, (text, next) => text + next);
        }

        return _change == "parent" ? texts.SelectMany(text => ResourceChanges.Parent(text)) : texts;
    }

    /// <summary>path+name: the path is / where none is given, and the ARN has no slash twice.</summary>
    private List<string> Joined(RequestValues request)
    {
        var path = _terms[0][0].Texts(request).FirstOrDefault() ?? "/";
        return [.. _terms[1][0].Texts(request).Select(name => ResourceText.Escape((path.TrimEnd('/') + "/" + name).TrimStart('/')))];
    }

    private List<string> First(List<Source> term, RequestValues request, ArnFormat format, List<string> arns)
    {
        foreach (var source in term)
        {
            var isTold = source.Literal is not null;
            List<string> values = source.Literal is { } literal ? [literal] : [];
            foreach (var slot in source.Slots)
            {
                foreach (var text in request[slot])
                {
                    if (!RequestValues.IsTold(text))
                    {
                        continue;
                    }

                    isTold = true;
                    if (ResourceNames.IsArn(text) && format.Fits(text))
                    {
                        arns.Add(ResourceChanges.ApplyToArn(_change, text));
                    }
                    else
                    {
                        values.AddRange(ResourceChanges.Apply(_change, text));
                    }
                }
            }

            if (isTold)
            {
                return values;
            }
        }

        return [];
    }

    private sealed record Source(string? Literal, int[] Slots)
    {
        public static Source Parse(string text, RequestShape shape) => text switch
        {
            Any => new(Any, []),
            ['\'', .., '\''] => new(text[1..^1], []),
            _ when text.IndexOf("&'", StringComparison.Ordinal) is > 0 and var at => Parse(text[..at], shape) with { Literal = text[(at + 2)..^1] },
            _ => new(null, Array.ConvertAll(text.Split('&'), shape.Add)),
        };

        public bool IsTold(RequestValues request)
        {
            foreach (var slot in Slots)
            {
                if (request[slot].Count > 0)
                {
                    return true;
                }
            }

            return Literal is not null;
        }

        public IEnumerable<string> Texts(RequestValues request) =>
            [.. Literal is null ? (string[])[] : [Literal], .. Slots.SelectMany(slot => request[slot]).Where(RequestValues.IsTold)];
    }
}
