using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace TrailOps.ServiceClients;

/// <summary>Asks for page after page: each answer's token goes into the next request. An operation's paginator only names its calls and tokens.</summary>
internal abstract class Paginator<TRequest, TResponse>(TRequest request) : IPaginator<TResponse>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    private int _used;

    /// <summary>The pages.</summary>
    public IPaginatedEnumerable<TResponse> Responses => new PaginatedResponse<TResponse>(this);

    /// <summary>As official paginators: one enumeration each, as the token lives in the caller's request.</summary>
    public async IAsyncEnumerable<TResponse> PaginateAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _used, 1) != 0)
        {
            throw new InvalidOperationException("A paginator can be enumerated only once. Ask the client for a new one.");
        }

        PaginatorUtils.SetUserAgentAdditionOnRequest(request);
        string? token;
        do
        {
            var page = await AskAsync(request, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            token = NextToken(page);
            yield return page;

            if (!string.IsNullOrEmpty(token))
            {
                SetToken(request, token);
            }
        }
        while (!string.IsNullOrEmpty(token));
    }

    /// <summary>One page.</summary>
    protected abstract Task<TResponse> AskAsync(TRequest request, CancellationToken cancellationToken);

    /// <summary>The token of the page that follows; null or empty where there is none.</summary>
    protected abstract string? NextToken(TResponse page);

    /// <summary>Puts a token into the next request.</summary>
    protected abstract void SetToken(TRequest request, string token);

    /// <summary>The items of all pages. A page without a list has no items.</summary>
    protected IPaginatedEnumerable<TItem> Items<TItem>(Func<TResponse, IEnumerable<TItem>?> itemsOf) =>
        new PaginatedResultKeyResponse<TResponse, TItem>(this, page => itemsOf(page) ?? []);
}
