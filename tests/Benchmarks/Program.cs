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

Benchmark.Run(options);
