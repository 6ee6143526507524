using TrailOps.Benchmarks;
using TrailOps.Benchmarks.Measuring;

if (Child.IsAsked(args))
{
    Child.Run(args);
    return;
}

if (args is ["--help"] || BenchmarkOptions.Parse(args) is not { } options)
{
    Console.WriteLine(BenchmarkOptions.Usage);
    return;
}

if (options.IsOfSources)
{
    await SourcesBenchmark.RunAsync(options, Console.Out);
    return;
}

if (options.IsOfProofs)
{
    await ProofsBenchmark.RunAsync(options, Console.Out);
    return;
}

if (options.IsOfDenials)
{
    DenialsBenchmark.Run(options, Console.Out);
    return;
}

Benchmark.Run(options);
