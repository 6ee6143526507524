using HelpGenerator;

var options = HelpOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(HelpOptions.Usage);
    return 2;
}

return HelpBuild.Run(options, Console.Out);
