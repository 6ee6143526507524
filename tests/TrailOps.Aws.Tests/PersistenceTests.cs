using Amazon.Runtime;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

/// <summary>What is asked again, and how often.</summary>
public sealed class PersistenceTests
{
    // T: throttled, N: the network broke, S: the service failed, D: denied, A: an answer.
    [Theory]
    [InlineData(null, false, "A", "A", 1)]
    [InlineData(null, false, "TTTTTTTA", "A", 8)]
    [InlineData(null, false, "TTTTTTTNA", "A", 9)]
    [InlineData(null, false, "NSNSNA", "A", 6)]
    [InlineData(null, false, "NSNSNSA", "S", 6)]
    [InlineData(null, false, "TDA", "D", 2)]
    [InlineData(null, true, "TTTNTA", "A", 6)]
    [InlineData(null, true, "NNA", "N", 2)]
    [InlineData(2, false, "TTA", "T", 2)]
    [InlineData(2, false, "NA", "A", 2)]
    [InlineData(1, false, "TA", "T", 1)]
    [InlineData(5, true, "TA", "T", 1)]
    public async Task Attempts(int? maxAttempts, bool isSdkRetrying, string answers, string ended, int asked)
    {
        var count = 0;
        List<AwsFailureKind?> before = [];
        var told = 0;
        async Task<char> AskAsync() => await new Persistence(maxAttempts, isSdkRetrying, _ => TimeSpan.Zero).AskAsync(
            last =>
            {
                before.Add(last);
                return answers[count++] == 'A' ? Task.FromResult('A') : throw Failure(answers[count - 1]);
            },
            (_, _) => told++,
            CancellationToken.None);
        if (ended == "A")
        {
            Assert.Equal('A', await AskAsync());
        }
        else
        {
            Assert.Equal(Failure(ended[0]).Message, (await Assert.ThrowsAnyAsync<Exception>(AskAsync)).Message);
        }

        Assert.Equal(asked, count);
        Assert.Equal(asked - 1, told);
        Assert.Null(before[0]);
        Assert.All(before.Skip(1), kind => Assert.NotNull(kind));
    }

    private static Exception Failure(char kind) => kind switch
    {
        'T' => new AmazonServiceException("Rate exceeded") { ErrorCode = "ThrottlingException" },
        'S' => new AmazonServiceException("failed") { ErrorCode = "InternalFailure", StatusCode = System.Net.HttpStatusCode.InternalServerError },
        'D' => new AmazonServiceException("denied") { ErrorCode = "AccessDeniedException" },
        _ => new HttpRequestException("broken"),
    };
}
