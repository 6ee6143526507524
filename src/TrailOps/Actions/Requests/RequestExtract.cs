using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrailOps.Actions;

/// <summary>
/// What counts of one request: what a <see cref="RequestShape"/> found in it, in the order in which it stands there, as bytes. Requests with the same bytes here say the
/// same, whatever else they hold. It is cleared and filled again for the next request; no text is made.
/// </summary>
internal sealed class RequestExtract
{
    /// <summary>Takes the place of a slot before a text that names a resource by itself.</summary>
    private const int NameSlot = -1;

    /// <summary>The same before a part of the record that is no value of the request.</summary>
    private const int OtherSlot = -2;

    private byte[] _bytes = new byte[512];
    private int _length;

    /// <summary>Whether what names a resource by itself is taken.</summary>
    public bool TakesNames { get; set; } = true;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Adds a value.</summary>
    /// <returns>Whether there is anything in it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Add(int slot, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        var head = 2 * sizeof(int);
        if (_bytes.Length - _length < head + text.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + head + text.Length));
        }

        var rest = _bytes.AsSpan(_length);
        MemoryMarshal.Write(rest, slot);
        MemoryMarshal.Write(rest[sizeof(int)..], text.Length);
        text.CopyTo(rest[head..]);
        _length += head + text.Length;
        return true;
    }

    /// <summary>Adds a text that may name a resource by itself.</summary>
    public void AddName(ReadOnlySpan<byte> text)
    {
        if (TakesNames)
        {
            Add(NameSlot, text);
        }
    }

    /// <summary>Adds a part of the record besides its request, which counts as it stands.</summary>
    public void AddOther(ReadOnlySpan<byte> part) => Add(OtherSlot, part);

    /// <summary>Gives all that was found in the request, as texts.</summary>
    public void CopyTo(RequestValues values)
    {
        for (var rest = Bytes; !rest.IsEmpty;)
        {
            var slot = MemoryMarshal.Read<int>(rest);
            var text = rest.Slice(2 * sizeof(int), MemoryMarshal.Read<int>(rest[sizeof(int)..]));
            rest = rest[(2 * sizeof(int) + text.Length)..];
            if (slot == NameSlot)
            {
                values.AddName(ResourceNames.Text(text));
            }
            else if (slot != OtherSlot)
            {
                values.Add(slot, ResourceNames.Text(text));
            }
        }
    }
}
