using System.Globalization;
using System.Text;

namespace TrailOps.Benchmarks.Corpus;

/// <summary>Logs in which refusals are looked for: ordinary ones, and those that cost the most.</summary>
internal static class DenialLogs
{
    private const string Sentence = "User: arn:aws:sts::111122223333:assumed-role/deployer/terraform-20261120 is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/";

    /// <summary>Each log's name, what it is, and its pieces, repeated until it is as large as asked for.</summary>
    public static IReadOnlyList<(string Name, string What, Func<int, string> Piece)> All { get; } =
    [
        ("terraform", "terraform in CI, a refusal every 64 kB", i => i % 640 == 639 ? Box(i) : $"2026-11-20T10:{i / 60 % 60:00}:{i % 60:00}.1234567Z module.net.aws_subnet.private[{i}]: Still creating... [id=subnet-{i:x8}, 10s elapsed]\n"),
        ("json", "a controller's JSON lines, a refusal every 64 kB", i => i % 400 == 399
            ? $"{{\"level\":\"error\",\"msg\":\"reconcile\",\"error\":\"AccessDenied: {Sentence}r{i} because no identity-based policy allows the iam:CreateRole action\\n\\tstatus code: 403, request id: {Id(i)}\"}}\n"
            : $"{{\"level\":\"info\",\"ts\":\"2026-11-20T10:00:00.000Z\",\"msg\":\"reconciled \\\"orders\\\"\",\"object\":{{\"name\":\"orders-{i}\",\"path\":\"C:\\\\work\\\\orders\"}},\"took\":{i}}}\n"),
        ("colours", "terraform with colours, a refusal every 64 kB", i => i % 640 == 639 ? Box(i) : $"\e[0m\e[1mmodule.net.aws_subnet.private[{i}]: Still creating... [id=subnet-{i:x8}, 10s elapsed]\e[0m\e[0m\n"),
        ("line", "one line without an end, a refusal every 64 kB", i => i % 640 == 639 ? $" {Sentence}r{i} because no identity-based policy allows the iam:CreateRole action " : "abcdefghi jklmnopqrst uvwxyz 0123456789 [id=subnet-0123] 10s elapsed, and no end in sight. "),
        ("half", "half refusals, a line each", i => $"User: arn:aws:sts::111122223333:assumed-role/deployer/run-{i} is not authorized to perform{(i % 2 == 0 ? "" : ": ")}\n"),
        ("codes", "codes and words without a message, a line each", i => (i % 3) switch
        {
            0 => $"2026-11-20T10:00:00Z run {i}: the last error that was seen had the code AccessDenied, or another one of the same kind\n",
            1 => $"2026-11-20T10:00:00Z run {i}: Encoded authorization failure message: (none), since nothing had been refused by then\n",
            _ => $"{{\"Sid\":\"AccessDenied\",\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::example-orders-{i}/*\",\"Was\":\"explicitDeny\"}}\n",
        }),
        ("dense", "refusals and nothing else", i => $"An error occurred (AccessDenied) when calling the CreateRole operation: {Sentence}r{i} because no identity-based policy allows the iam:CreateRole action\n"),
    ];

    /// <summary>Writes a log.</summary>
    public static void Make(string path, long bytes, Func<int, string> piece)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        var written = 0L;
        for (var i = 0; written < bytes; i++)
        {
            var text = piece(i);
            file.Write(text);
            written += text.Length;
        }
    }

    private static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"0f6a3b9e-7d0c-4c7e-9f55-{i:x12}");

    private static string Box(int i) =>
        $"╷\n│ Error: creating IAM Role (r{i}): operation error IAM: CreateRole, https response error StatusCode: 403, RequestID: {Id(i)}, api error AccessDenied: {Sentence}r{i} because no identity-based policy allows the iam:CreateRole action\n│ \n"
        + $"│   with aws_iam_role.r[{i}],\n│   on main.tf line 4, in resource \"aws_iam_role\" \"r\":\n│    4: resource \"aws_iam_role\" \"r\" {{\n│ \n╵\n";
}
