using System.Globalization;

namespace TrailOps.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = """
        dotnet run -c Release --project tests/Benchmarks [-- <options>]
          --records N      records in the corpus (300000)
          --files N        files they stand in (2,000 records a file)
          --events N       events of one role, of 300 kinds, that become a policy (100000)
          --threads N      cores of the second comparison, beside the one at one core (2)
          --memory N,N…    records of the corpora that peak memory is measured over (100000,1000000)
          --keep FOLDER    makes the corpora there and leaves them
        dotnet run -c Release --project tests/Benchmarks -- --sources [<options>]: event history and a bucket, on an AWS on loopback
          --objects N      objects in the bucket (5000)
          --pages N        pages of event history in each region (101)
        dotnet run -c Release --project tests/Benchmarks -- --denials [<options>]: refusals in logs
          --megabytes N    size of each log (100)
        dotnet run -c Release --project tests/Benchmarks -- --proofs [<options>]: chains of digests, on an AWS on loopback and on disk
          --days N         days of the chain, of 24 digests with 20 logs each (30)
          --peer-hours N   hours of it that the aws CLI is given (24)
        """;

    public int Records { get; init; } = 300_000;

    public int? Files { get; init; }

    public int Events { get; init; } = 100_000;

    public int Threads { get; init; } = 2;

    public IReadOnlyList<int> Memory { get; init; } = [100_000, 1_000_000];

    public string? Keep { get; init; }

    /// <summary>Whether event history and a bucket are measured, instead of files.</summary>
    public bool IsOfSources { get; init; }

    /// <summary>Whether refusals are looked for in logs.</summary>
    public bool IsOfDenials { get; init; }

    /// <summary>Whether chains of digests are validated.</summary>
    public bool IsOfProofs { get; init; }

    public int Days { get; init; } = 30;

    public int PeerHours { get; init; } = 24;

    public int Megabytes { get; init; } = 100;

    public int Objects { get; init; } = 5_000;

    public int Pages { get; init; } = 101;

    private static int[]? Numbers(string list)
    {
        var numbers = Array.ConvertAll(list.Split(','), part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0);
        return Array.TrueForAll(numbers, n => n > 0) ? numbers : null;
    }

    /// <summary>Understands the arguments; null where they make no sense.</summary>
    public static BenchmarkOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new BenchmarkOptions { IsOfSources = arguments is ["--sources", ..], IsOfDenials = arguments is ["--denials", ..], IsOfProofs = arguments is ["--proofs", ..] };
        arguments = options.IsOfSources || options.IsOfDenials || options.IsOfProofs ? arguments[1..] : arguments;
        for (; arguments is [var name, var value, ..]; arguments = arguments[2..])
        {
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : 0;
            BenchmarkOptions? next = name switch
            {
                "--records" when number > 0 => options with { Records = number },
                "--files" when number > 0 => options with { Files = number },
                "--events" when number > 0 => options with { Events = number },
                "--threads" when number > 0 => options with { Threads = number },
                "--memory" when Numbers(value) is { } memory => options with { Memory = memory },
                "--objects" when number > 0 => options with { Objects = number },
                "--megabytes" when number > 0 => options with { Megabytes = number },
                "--days" when number > 0 => options with { Days = number },
                "--peer-hours" when number > 0 => options with { PeerHours = number },
                "--pages" when number > 0 => options with { Pages = number },
                "--keep" => options with { Keep = Path.GetFullPath(value) },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
        }

        return arguments.IsEmpty ? options : null;
    }
}
