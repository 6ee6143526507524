using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using TrailOps.LocalAws;

// dotnet run --project tests/LocalAws -- --port N [--account ID]: prints one line of JSON, then serves until it is ended.
var port = args.Contains("--port") ? int.Parse(args[Array.IndexOf(args, "--port") + 1], CultureInfo.InvariantCulture) : 0;
var account = args.Contains("--account") ? args[Array.IndexOf(args, "--account") + 1] : "111122223333";
await using var server = await LocalAwsServer.StartAsync(new LocalAwsOptions { Port = port, Accounts = [(account, "aws")] });

var admin = server.World.Account.AddUser("admin", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
Console.WriteLine(JsonSerializer.Serialize(new
{
    Url = server.Url.ToString().TrimEnd('/'),
    AccountId = account,
    RootAccessKeyId = server.RootKeys.AccessKeyId,
    RootSecretAccessKey = server.RootKeys.SecretAccessKey,
    AdminAccessKeyId = admin.AccessKeyId,
    AdminSecretAccessKey = admin.SecretAccessKey,
}));

using CancellationTokenSource end = new();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await server.RunUntilAsync(end.Token);

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    end.Cancel();
}
