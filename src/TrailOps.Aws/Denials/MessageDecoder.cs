using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.SecurityToken.Model;
using TrailOps.Aws.Connection;
using TrailOps.Denials;

namespace TrailOps.Aws.Denials;

/// <summary>
/// Decodes what refusals have encoded, by STS: each message once, however often it comes. Whoever may not decode one may decode none, and is not asked again.
/// </summary>
/// <param name="clients">The connection.</param>
/// <remarks>https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html.</remarks>
internal sealed class MessageDecoder(AwsClients clients)
{
    // A log may have any number of them, and the same one comes again soon or never.
    private const int MostKept = 4096;

    private readonly Dictionary<string, Task<DecodedMessage>> _asked = new(StringComparer.Ordinal);
    private readonly Persistence _persistence = new(clients.MaxAttempts);
    private readonly object _lock = new();
    private Task<CallerIdentity>? _caller;
    private volatile DenialException? _refused;

    /// <summary>The refusal with what its message says; as it is, and then the error, where that can't be had.</summary>
    public async IAsyncEnumerable<AuthorizationDenial> DecodeAsync(AuthorizationDenial denial, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AuthorizationDenial result = denial;
        Exception? failure = null;
        try
        {
            result = denial.With(await AskOnceAsync(denial, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            failure = e;
        }

        yield return result;
        if (failure is not null)
        {
            throw failure;
        }
    }

    private Task<DecodedMessage> AskOnceAsync(AuthorizationDenial denial, CancellationToken cancellationToken)
    {
        var message = denial.EncodedMessage!;
        lock (_lock)
        {
            if (!_asked.TryGetValue(message, out var asked))
            {
                if (_asked.Count >= MostKept)
                {
                    _asked.Clear();
                }

                _asked[message] = asked = AskAsync(denial, message, cancellationToken);
            }

            return asked;
        }
    }

    private async Task<DecodedMessage> AskAsync(AuthorizationDenial denial, string message, CancellationToken cancellationToken)
    {
        if (denial.IsTruncated)
        {
            throw new DenialException(
                DenialProblem.DenialMessageTruncated,
                $"The encoded message {Begin(message)} is cut off in the text ({message.Length} characters), and can't be decoded. Take the whole of it: from the tool's own output, since CloudTrail and many logs keep no more than about 1,000 characters of an error.");
        }

        if (_refused is { } refused)
        {
            throw new DenialException(refused.Problem, $"The encoded message {Begin(message)} was not decoded either. {refused.Message}", refused.InnerException);
        }

        try
        {
            var answer = await _persistence.AskAsync(
                before => clients.SecurityToken(asksOnce: !Persistence.IsMendedBySdk(before)).DecodeAuthorizationMessageAsync(new DecodeAuthorizationMessageRequest { EncodedMessage = message }, cancellationToken),
                (kind, pause) => ConnectionUi.Current.Debug($"Decoding {Begin(message)}: {kind}; again in {pause.TotalMilliseconds:F0} ms"),
                cancellationToken).ConfigureAwait(false);
            return DecodedMessage.Parse(answer.DecodedMessage);
        }
        catch (JsonException e)
        {
            throw new DenialException(DenialProblem.DenialMessageNotValid, $"AWS decoded the message {Begin(message)} to something else than a refusal: {e.Message}", e);
        }
        catch (InvalidAuthorizationMessageException e)
        {
            throw await WhyNotAsync(denial, message, e, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (AwsFailure.Of(e).Kind == AwsFailureKind.AccessDenied)
        {
            _refused = new DenialException(
                DenialProblem.DenialDecodingRefused,
                $"{await WhoAsync(cancellationToken).ConfigureAwait(false)} may not decode encoded messages: {AwsFailure.Of(e).Message.TrimEnd('.')}. Have sts:DecodeAuthorizationMessage allowed on *, use other credentials of the same account, or -NoDecode.",
                e);
            throw new DenialException(_refused.Problem, $"The encoded message {Begin(message)} was not decoded. {_refused.Message}", e);
        }
    }

    /// <summary>STS says of all messages that it does not take the same. What the text tells of the account narrows it.</summary>
    private async Task<DenialException> WhyNotAsync(AuthorizationDenial denial, string message, Exception cause, CancellationToken cancellationToken)
    {
        const int Shortest = 300;
        var caller = await CallerAsync(cancellationToken).ConfigureAwait(false);
        var mine = caller is null ? "the account of these credentials" : $"account {caller.Account}";
        if (denial.AccountId is { } account && caller is not null && account != caller.Account)
        {
            return new(
                DenialProblem.DenialMessageForeign,
                $"The encoded message {Begin(message)} is of account {account}, and these credentials are of {mine}: a message is decoded in the account in which the call was refused alone. Use credentials of {account}, with -ProfileName or -Credential.",
                cause);
        }

        var isShort = message.Length < Shortest ? $" With {message.Length} characters it is shorter than they are, and was probably cut off: take the whole of it." : "";
        return new(
            DenialProblem.DenialMessageNotValid,
            $"The encoded message {Begin(message)} is not valid in {mine}: it was cut off or altered, is too old, or the call was refused in another account.{isShort} Take it from the tool's output once more, or use credentials of the account in which the call was refused.",
            cause);
    }

    private async Task<string> WhoAsync(CancellationToken cancellationToken) => (await CallerAsync(cancellationToken).ConfigureAwait(false))?.Arn ?? "The caller";

    /// <summary>Who decodes; null where even that can't be had.</summary>
    private async Task<CallerIdentity?> CallerAsync(CancellationToken cancellationToken)
    {
        Task<CallerIdentity> asked;
        lock (_lock)
        {
            asked = _caller ??= CallerIdentity.GetAsync(clients, null, cancellationToken);
        }

        try
        {
            return await asked.ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            ConnectionUi.Current.Debug($"Who the caller is can't be had: {AwsFailure.Of(e).Message}");
            return null;
        }
    }

    /// <summary>Enough of a message to find it by.</summary>
    private static string Begin(string message)
    {
        const int Enough = 20;
        return message.Length <= Enough ? message : message[..Enough] + "…";
    }
}
