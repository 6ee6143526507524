using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TrailOps.Actions;

/// <summary>
/// The embedded catalogue, unpacked. Its head names every service and the length of its section, so that a section is read only when
/// its service is asked for. src/CatalogueGenerator writes the format (CatalogueText.cs).
/// </summary>
internal sealed class CatalogueResource
{
    private const string Format = "TrailOps action catalogue 2";
    private const int UnpackedSize = 1 << 21;
    private static readonly Lazy<CatalogueResource> Loaded = new(() => new CatalogueResource());

    private readonly Dictionary<string, CatalogueService> _byPrefix;

    private CatalogueResource()
    {
        using var text = new MemoryStream(UnpackedSize);
        using (var packed = new BrotliStream(ActionData.Open("catalogue.br"), CompressionMode.Decompress))
        {
            packed.CopyTo(text);
        }

        ReadOnlyMemory<byte> rest = text.GetBuffer().AsMemory(0, (int)text.Length);
        if (NextLine(ref rest) is not [Format])
        {
            throw new InvalidDataException("The action catalogue has another format than this build reads.");
        }

        var about = NextLine(ref rest);
        (Source, Version, Date) = (about[0], about[1], DateOnly.ParseExact(about[2], "O", CultureInfo.InvariantCulture));

        var heads = new string[int.Parse(NextLine(ref rest)[0], CultureInfo.InvariantCulture)][];
        for (var i = 0; i < heads.Length; i++)
        {
            heads[i] = NextLine(ref rest);
        }

        Services = new CatalogueService[heads.Length];
        _byPrefix = new(heads.Length, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < heads.Length; i++)
        {
            var length = int.Parse(heads[i][2], CultureInfo.InvariantCulture);
            Services[i] = new(new IamService(heads[i][0], heads[i][1]), rest[..length]);
            _byPrefix.Add(heads[i][0], Services[i]);
            rest = rest[length..];
        }
    }

    public static CatalogueResource Instance => Loaded.Value;

    public string Source { get; }

    public string Version { get; }

    public DateOnly Date { get; }

    /// <summary>In the order of their prefixes.</summary>
    public CatalogueService[] Services { get; }

    public bool TryGetService(string prefix, [NotNullWhen(true)] out CatalogueService? service) => _byPrefix.TryGetValue(prefix, out service);

    private static string[] NextLine(ref ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(rest.Span[..end]);
        rest = rest[(end + 1)..];
        return line.Split('\t');
    }
}
