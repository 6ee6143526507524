using Amazon.Runtime;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

/// <summary>What is asked again, and how often.</summary>
public sealed class PersistenceTests
{
    // T: throttled, N: the network broke, S: the service failed, E: the session is over, D: denied, A: an answer.
    [Theory]
    [InlineData(null, "A", "A", 1)]
    [InlineData(null, "TTTTTTTA", "A", 8)]
    [InlineData(null, "TTTTTTTNA", "A", 9)]
    [InlineData(null, "NSNSNA", "A", 6)]
    [InlineData(null, "NSNSNSA", "S", 6)]
    [InlineData(null, "TDA", "D", 2)]
    [InlineData(null, "EA", "A", 2)]
    [InlineData(null, "EEA", "E", 2)]
    [InlineData(2, "TTA", "T", 2)]
    [InlineData(2, "NA", "A", 2)]
    [InlineData(1, "TA", "T", 1)]
    public async Task Attempts(int? maxAttempts, string answers, string ended, int asked)
    {
        var count = 0;
        List<AwsFailureKind?> before = [];
        var told = 0;
        async Task<char> AskAsync() => await new Persistence(maxAttempts, _ => TimeSpan.Zero).AskAsync(
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
        'E' => new AmazonServiceException("expired") { ErrorCode = "ExpiredTokenException" },
        'D' => new AmazonServiceException("denied") { ErrorCode = "AccessDeniedException" },
        _ => new HttpRequestException("broken"),
    };
}
