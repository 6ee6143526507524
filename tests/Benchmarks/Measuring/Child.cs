using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TrailOps.Benchmarks.Subjects;
using TrailOps.LocalAws.World;

namespace TrailOps.Benchmarks.Measuring;

/// <summary>
/// What is measured in a process of its own. A process on one core is started from a thread that is bound to that core: children and all of
/// their threads inherit it, the collector's and the compiler's as well, and the runtime sees a machine of one core. (On Linux a process's
/// affinity is that of its first thread, which is the one that starts the children here.)
/// </summary>
internal static class Child
{
    private const string Marker = "--child";

    public static bool IsAsked(string[] arguments) => arguments is [Marker, ..];

    /// <summary>Times all subjects against each other on so many cores.</summary>
    public static List<Timing> Compare(string folder, long textBytes, int cores) =>
        JsonSerializer.Deserialize<List<Timing>>(Start(cores, "compare", folder, Text(textBytes), Text(cores)))!;

    /// <summary>Times the reading of a role's events and the making of their policy, on all cores.</summary>
    public static List<Timing> Policy(string folder) => JsonSerializer.Deserialize<List<Timing>>(Start(null, "policy", folder))!;

    /// <summary>Times decisions on requests, and a comparison of policies, on one core.</summary>
    public static List<Timing> Judging() => JsonSerializer.Deserialize<List<Timing>>(Start(1, "judging"))!;

    /// <summary>Peak memory, in bytes, of an engine that has done nothing.</summary>
    public static long EngineMemory() => long.Parse(Start(null, "engine"), CultureInfo.InvariantCulture);

    /// <summary>Peak memory, in bytes, of the whole job, and its seconds in a fresh engine with the import.</summary>
    public static (long Peak, double Seconds) Job(string folder, int? cores = null)
    {
        var answer = Start(cores, "job", folder).Split(' ');
        return (long.Parse(answer[0], CultureInfo.InvariantCulture), double.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Times a command that asks an AWS.</summary>
    public static SourceTiming Source(Uri url, KeyPair keys, string command, int rounds = 1) =>
        JsonSerializer.Deserialize<SourceTiming>(Start(null, "source", url.ToString(), keys.AccessKeyId, keys.SecretAccessKey, command, Text(rounds)))!;

    /// <summary>Times the validation of a copy of a bucket, and what it can't do without, on so many cores.</summary>
    public static List<Timing> Proofs(string folder, string keys, int cores) => JsonSerializer.Deserialize<List<Timing>>(Start(cores, "proofs", folder, keys, Text(cores)))!;

    /// <summary>Times the search for refusals in a log, on one core.</summary>
    public static SourceTiming Denials(string log) => JsonSerializer.Deserialize<SourceTiming>(Start(1, "denials", log))!;

    /// <summary>Seconds that lines without refusals take through the pipeline, on one core: with the cmdlet at its end, and with nothing.</summary>
    public static (double Ours, double Empty) PipedDenials(int lines)
    {
        var answer = Start(1, "piped-denials", Text(lines)).Split(' ');
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), double.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Milliseconds that importing the module takes in a fresh engine.</summary>
    public static double Import(string manifest) => double.Parse(Start(null, "import", manifest), CultureInfo.InvariantCulture);

    /// <summary>The child's side.</summary>
    public static void Run(string[] arguments)
    {
        var answer = arguments[1..] switch
        {
            ["compare", var folder, var bytes, var cores] => JsonSerializer.Serialize(
                CompareHere(folder, long.Parse(bytes, CultureInfo.InvariantCulture), int.Parse(cores, CultureInfo.InvariantCulture))),
            ["policy", var folder] => JsonSerializer.Serialize(Stopwatches.Time(PolicyOfEvents.Halves(folder))),
            ["judging"] => JsonSerializer.Serialize(Stopwatches.Time([new JudgeRequests(), new ComparePolicies()])),
            ["engine"] => RunEngine(),
            ["job", var folder] => RunJob(folder),
            ["source", var url, var id, var secret, var command, var rounds] => RunSource(url, id, secret, command, int.Parse(rounds, CultureInfo.InvariantCulture)),
            ["proofs", var folder, var keys, var cores] => JsonSerializer.Serialize(Stopwatches.Time([new InflateAndHash(folder, int.Parse(cores, CultureInfo.InvariantCulture)), new ProveCopy(folder, keys, cores)])),
            ["denials", var log] => RunDenials(log),
            ["piped-denials", var lines] => RunPipedDenials(int.Parse(lines, CultureInfo.InvariantCulture)),
            ["import", var manifest] => RunImport(manifest),
            _ => throw new ArgumentException("There is no such child.", nameof(arguments)),
        };
        Console.Out.Write(answer);
    }

    private static List<Timing> CompareHere(string folder, long textBytes, int cores)
    {
        var files = Directory.GetFiles(folder, "*.json.gz", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        List<ISubject> subjects =
        [
            new RawInflate(files, cores),
            PipelineJob.Policy(folder),
            PipelineJob.Everything(folder),
            new DuckDbQuery(folder, cores),
        ];
        if (cores == 1)
        {
            subjects.AddRange([EveryRecord.OfFiles(files, textBytes), EveryRecord.OfText(files)]);
            subjects.AddRange(ZcatJq.IsPresent ? [new ZcatJq(folder)] : []);
        }

        var timings = Stopwatches.Time(subjects);
        subjects.ForEach(subject => subject.Dispose());
        using var counts = PipelineJob.Counts(folder);
        return [.. timings, new Timing(counts.Name, 0, [0], null, counts.Run())];
    }

    private static string RunEngine()
    {
        using var engine = new HostedEngine();
        engine.Run("1");
        return Text(PeakMemory());
    }

    private static string RunJob(string folder)
    {
        using var engine = new HostedEngine();
        engine.Run("1");
        var started = Stopwatch.GetTimestamp();
        engine.Import(BuiltModule.Manifest);
        engine.Run($"param($Folder) Get-RoleEvents {Corpus.Cast.Wanted} -Path $Folder | ConvertTo-RolePolicy", ("Folder", folder));
        return string.Create(CultureInfo.InvariantCulture, $"{PeakMemory()} {Stopwatch.GetElapsedTime(started).TotalSeconds}");
    }

    private static string RunSource(string url, string id, string secret, string command, int rounds)
    {
        using var engine = new HostedEngine();
        engine.Import(BuiltModule.Manifest);
        engine.Run("param($Id, $Secret, $Url) $global:StoredAWSRegion = 'us-east-1'; $global:at = @{ AccessKey = $Id; SecretKey = $Secret; EndpointUrl = $Url }", ("Id", id), ("Secret", secret), ("Url", url));
        var seconds = new double[rounds];
        object count = 0;
        for (var round = 0; round < rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            count = engine.Run($"$n = 0; {command} @at | ForEach-Object {{ $n++ }}; $n")[^1].BaseObject;
            seconds[round] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        return JsonSerializer.Serialize(new SourceTiming(seconds[0], seconds.Min(), PeakMemory(), Convert.ToInt64(count, CultureInfo.InvariantCulture)));
    }

    private static string RunDenials(string log)
    {
        const int Rounds = 3;
        using var engine = new HostedEngine();
        engine.Import(BuiltModule.Manifest);
        var seconds = new double[Rounds];
        object count = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            count = engine.Run("param($Log) $n = 0; ConvertFrom-AuthorizationMessage -LiteralPath $Log -NoDecode | ForEach-Object { $n++ }; $n", ("Log", log))[^1].BaseObject;
            seconds[round] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        return JsonSerializer.Serialize(new SourceTiming(seconds[0], seconds.Min(), PeakMemory(), Convert.ToInt64(count, CultureInfo.InvariantCulture)));
    }

    private static string RunPipedDenials(int lines)
    {
        using var engine = new HostedEngine();
        engine.Import(BuiltModule.Manifest);
        var text = Enumerable.Range(0, lines).Select(i => $"module.net.aws_subnet.private[{i:D6}]: Still creating... [id=subnet-0a1b2c3d4e5f60718, 10s elapsed] and so on.......").ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{Best("$lines | ConvertFrom-AuthorizationMessage -NoDecode")} {Best("$lines | ForEach-Object { }")}");

        double Best(string script) => Enumerable.Range(0, 3).Min(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            engine.Run("param($lines) " + script, ("lines", text));
            return Stopwatch.GetElapsedTime(started).TotalSeconds;
        });
    }

    private static string RunImport(string manifest)
    {
        using var engine = new HostedEngine();
        engine.Run("Get-Command Import-Module");
        var started = Stopwatch.GetTimestamp();
        engine.Import(manifest);
        return Text(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>The most memory that this process has ever had in use.</summary>
    private static long PeakMemory()
    {
        const string Peak = "VmHWM:";
        if (!OperatingSystem.IsLinux())
        {
            return Process.GetCurrentProcess().PeakWorkingSet64;
        }

        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Peak, StringComparison.Ordinal));
        return 1024 * long.Parse(line[Peak.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }

    private static string Start(int? cores, params string[] arguments)
    {
        using var child = OnCores(cores, () => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Marker, .. arguments]) { RedirectStandardOutput = true })!);
        var answer = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? answer : throw new InvalidOperationException($"The process for '{arguments[0]}' has failed: see above.");
    }

    /// <summary>Starts a process that inherits a binding to so many cores.</summary>
    private static Process OnCores(int? cores, Func<Process> start)
    {
        if (cores is not { } count || count >= Environment.ProcessorCount || (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows()))
        {
            return start();
        }

        using var self = Process.GetCurrentProcess();
        var all = self.ProcessorAffinity;
        self.ProcessorAffinity = Lowest(all, count);
        try
        {
            return start();
        }
        finally
        {
            self.ProcessorAffinity = all;
        }
    }

    private static nint Lowest(nint mask, int count)
    {
        nint lowest = 0;
        for (; count > 0 && mask != 0; count--)
        {
            lowest |= mask & -mask;
            mask &= mask - 1;
        }

        return lowest;
    }

    private static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
