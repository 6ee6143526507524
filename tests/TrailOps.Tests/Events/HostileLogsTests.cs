using System.Text;

namespace TrailOps.Tests.Events;

/// <summary>Logs that cost a naive reader its time or its events.</summary>
public class HostileLogsTests
{
    private const string Identity =
        """ "userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/deployer/tf"} """;

    private static readonly string A = Logs.Record("a");
    private static readonly string B = Logs.Record("b");

    [Fact]
    public void A_long_record_behind_a_damaged_one_is_not_parsed_over_and_over()
    {
        // Byte by byte from the bad sum on, looking for the next whole record: quadratic work would take minutes here.
        var text = Logs.Document("{\"bad\" 1}", Logs.Record("long", extra: $",\"x\":[{string.Join(",", Enumerable.Repeat(1, 120_000))}]"), B);
        var file = Logs.Gzip(text);
        file[^6] ^= 1;
        var reading = Logs.Read(file);
        Assert.Equal(("long b", LogDamageKind.Corrupt), (reading.Ids, reading.Damage?.Kind));
    }

    [Fact]
    public void Records_that_never_end_are_given_up_in_bounded_work()
    {
        var open = string.Concat(Enumerable.Repeat("[{\"eventName\":", 450)) + string.Join(",", Enumerable.Repeat(1, 1_800_000));
        Assert.NotNull(Logs.Read(Logs.Document(open, open, open)).Damage);
    }

    [Theory]
    [InlineData("{\"Records\":[@a],\"Records\":[@b]}")]
    [InlineData("{\"digestS3Bucket\":\"b\"}{\"Records\":[@a,@b]}")]
    [InlineData("@a\n{\"digestS3Bucket\":\"b\"}\n@b")]
    public void What_comes_behind_a_digest_or_in_a_second_array_comes_out(string text)
    {
        var reading = Logs.Read(text.Replace("@a", A, StringComparison.Ordinal).Replace("@b", B, StringComparison.Ordinal));
        Assert.Equal(("a b", null), (reading.Ids, reading.Damage));
    }

    [Theory]
    [InlineData("deployer", 1)]
    [InlineData("arn:aws:iam::111122223333:role/deployer", 1)]
    [InlineData("arn:aws:iam::111122223333:role/ci/deployer", 1)]
    [InlineData("arn:aws:iam::999999999999:role/ci/deployer", 0)]
    public void Where_the_record_does_not_tell_the_path_account_and_name_decide(string role, int count) =>
        Assert.Equal(count, Logs.Read("{" + Identity + ",\"eventSource\":\"x\",\"eventName\":\"y\"}", role).Events.Count);

    [Theory]
    [InlineData("403", EventOutcome.Error, "403")]
    [InlineData("{\"a\":1}", EventOutcome.Error, "{\"a\":1}")]
    [InlineData("null", EventOutcome.Success, null)]
    [InlineData("\"\"", EventOutcome.Success, null)]
    public void A_code_that_is_no_text_is_an_error_all_the_same(string code, EventOutcome outcome, string? text)
    {
        var e = Assert.Single(Logs.Read("{" + Identity + $",\"eventSource\":\"x\",\"eventName\":\"y\",\"errorCode\":{code}}}").Events);
        Assert.Equal((outcome, text), (e.Outcome, e.ErrorCode));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void The_ends_of_time_are_windows_too(string day)
    {
        var time = DateTime.SpecifyKind(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
        Assert.Equal(time.Year == 9999, TrailOps.Events.LogFileName.CanHold("/CloudTrail/eu-central-1/2026/11/20", null, time));
        Assert.Equal(time.Year == 1, TrailOps.Events.LogFileName.CanHold("/CloudTrail/eu-central-1/2026/11/20", time, null));
    }

    [Fact]
    public void A_file_of_several_documents_is_read_to_its_end()
    {
        var bytes = Encoding.UTF8.GetBytes(Logs.Document(A) + "\r\n" + Logs.Document(B));
        Assert.Equal("a b", Logs.Read(bytes, chunk: 5).Ids);
    }
}
