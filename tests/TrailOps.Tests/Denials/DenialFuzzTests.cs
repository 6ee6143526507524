using System.Text;
using System.Text.Json;

namespace TrailOps.Tests.Denials;

/// <summary>Whatever is in a log, reading it ends, and nothing is thrown.</summary>
public sealed class DenialFuzzTests
{
    private static readonly string[] Texts = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Denials", "composed.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)];

    private static readonly string[] Words =
    [
        "User: ", "arn:aws:iam::111122223333:user/kim", " is not authorized to perform", ": ", "iam:GetRole", " on resource: ", "\"", "\\", "\n", "\r", "│ ", "\e[31m", "[0m", "AccessDenied", "Access Denied",
        "(Service: ", "Error Code: ", "status code: 403, request id: ", "An error occurred (", ") when calling the ", " operation: ", "Encoded authorization failure message: ", "{\"allowed\":false,\"explicitDeny\":", "}",
        "with an explicit deny in a ", "because no ", "identity-based policy", "The ciphertext refers to a ", "execution role does not have permissions to call ", "Forbidden: ", "<Code>", "&quot;", "\\u001b[", "\\n\\t",
        "Error: ", "  with ", "  on main.tf line 4, in resource \"", "Resource handler returned message: \"", "HandlerErrorCode: ", "UnauthorizedOperation", "you are not authorized to perform this operation. User: ",
        "{\"log\":\"", "2026-11-20T10:00:00.123Z ", "operation error EC2: ", "https response error StatusCode: 403, RequestID: ", "Abc123_-", "...", "…", "\0", "ÿ",
    ];

    [Fact]
    public void Random_words_end()
    {
        for (var seed = 0; seed < 5000; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 80)).Select(_ => Words[random.Next(Words.Length)]));
            Assert.All(Reading.File(text), Check);
            Assert.All(Reading.Lines(text), Check);
        }
    }

    [Fact]
    public void Random_bytes_end()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(5000)];
            random.NextBytes(bytes);
            Assert.All(Reading.File(bytes), Check);
        }
    }

    [Fact]
    public void Changed_texts_end()
    {
        for (var seed = 0; seed < 5000; seed++)
        {
            var random = new Random(seed);
            var bytes = Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)]);
            for (var changes = random.Next(1, 8); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            Assert.All(Reading.File(bytes), Check);
        }
    }

    /// <summary>A text that is cut off may tell less, and the encoded message may be cut off; who and what are never made up.</summary>
    [Fact]
    public void A_text_that_is_cut_off_tells_nothing_else()
    {
        const string Text = "Error: creating EC2 VPC: operation error EC2: CreateVpc, https response error StatusCode: 403, RequestID: 0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90, api error UnauthorizedOperation: You are not authorized to perform this operation. "
            + "User: arn:aws:sts::111122223333:assumed-role/deployer/run is not authorized to perform: ec2:CreateVpc on resource: arn:aws:ec2:eu-west-1:111122223333:vpc/* because no identity-based policy allows the ec2:CreateVpc action.";
        for (var length = 0; length <= Text.Length; length++)
        {
            foreach (var denial in Reading.File(Text[..length]))
            {
                Assert.True(denial.PrincipalArn is null or "arn:aws:sts::111122223333:assumed-role/deployer/run", Text[..length]);
                Assert.True(denial.Action is null || "ec2:CreateVpc".StartsWith(denial.Action, StringComparison.Ordinal), Text[..length]);
                Assert.True(denial.Resource is null || "arn:aws:ec2:eu-west-1:111122223333:vpc/*".StartsWith(denial.Resource, StringComparison.Ordinal), Text[..length]);
            }
        }
    }

    /// <summary>Texts that make a reader that looks back or ahead too far work for hours.</summary>
    [Theory]
    [MemberData(nameof(Repeated))]
    public void A_word_that_never_ends_is_read_to_its_end(string word, bool isLines)
    {
        var text = string.Concat(Enumerable.Repeat(isLines ? word + "\n" : word, 400_000 / (word.Length + 1)));
        Assert.All(Reading.File(text), Check);
    }

    [Fact]
    public void What_is_kept_of_a_log_does_not_grow()
    {
        var scanner = new TrailOps.Denials.DenialScanner(_ => { });
        var most = 0;
        var line = Encoding.UTF8.GetBytes("User: arn:aws:iam::111122223333:user/kim is not authorized to perform: iam:GetRole and so on, and on, and on");
        for (var i = 0; i < 100_000; i++)
        {
            scanner.Add(line, isWhole: i % 3 == 0);
            if (i % 100 == 0)
            {
                scanner.Scan();
            }

            most = Math.Max(most, scanner.Kept);
        }

        Assert.InRange(most, 0, 1 << 20);
    }

    public static TheoryData<string, bool> Repeated()
    {
        var repeated = new TheoryData<string, bool>();
        foreach (var word in Words)
        {
            repeated.Add(word, false);
            repeated.Add(word, true);
        }

        return repeated;
    }

    private static void Check(AuthorizationDenial denial)
    {
        Assert.True(denial.EncodedMessage is null || denial.EncodedMessage.Length <= 10_240);
        Assert.True(denial.Resource is null || denial.Resource.Length < 4096);
        Assert.NotNull(denial.ToString());
        _ = (denial.RoleName, denial.AccountId, denial.SessionName);
    }
}
