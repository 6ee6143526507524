using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>
/// Knows refusals that a text tells more than once: a message and what a log says of it, an error and the list of errors at the end. They are one, unless something
/// tells that they are not: another request, another box of terraform's, another encoded message. A refusal is kept back a little, so that what the next telling
/// adds is in it.
/// </summary>
/// <param name="emit">Takes a refusal.</param>
internal sealed class DenialRepeats(Action<AuthorizationDenial> emit)
{
    private const int MostRemembered = 512;
    private const int Near = 64 * 1024;
    private const int MuchNearer = 1000;
    private const int KeptBack = 1500;
    private const int LongestText = 4096;

    // Enough to know a message by; one telling of it may be cut off.
    private const int EncodedBegin = 20;

    private readonly Dictionary<(string?, string?, string?, DenialReason?, DenialPolicyType?, string?), List<Told>> _told = [];
    private readonly Queue<Told> _keptBack = new();
    private int _remembered;
    private Told? _last;

    /// <summary>Takes a refusal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(DenialDraft draft, CleanText text)
    {
        var told = new Told(Build(draft, text), draft.Box, text.Forgotten + draft.End);
        var denial = told.Denial;
        var key = (denial.PrincipalArn, denial.Action, denial.Resource, denial.Reason, denial.PolicyType, denial.EncodedMessage is { } encoded ? encoded[..Math.Min(encoded.Length, EncodedBegin)] : null);
        if (!_told.TryGetValue(key, out var same))
        {
            _told[key] = same = [];
        }

        if (draft.IsMember && _last is { } last && last.IsToldBy(told))
        {
            last.Take(told);
            return;
        }

        _last = told;
        if (same.Find(earlier => earlier.IsSame(told, Near)) is { } first)
        {
            first.Take(told);
            return;
        }

        if (_remembered++ > MostRemembered)
        {
            _told.Clear();
            same = _told[key] = [];
            _remembered = 0;
        }

        same.Add(told);
        _keptBack.Enqueue(told);
    }

    /// <summary>Puts out what nothing is added to any more.</summary>
    public void Release(CleanText text, int scanned)
    {
        while (_keptBack.TryPeek(out var told) && (text.Forgotten + scanned - told.End > KeptBack || told.Box is not null))
        {
            emit(_keptBack.Dequeue().Denial);
        }
    }

    /// <summary>Puts out the rest, and forgets all.</summary>
    public void End()
    {
        while (_keptBack.TryDequeue(out var told))
        {
            emit(told.Denial);
        }

        _told.Clear();
        _remembered = 0;
        _last = null;
    }

    private static AuthorizationDenial Build(DenialDraft draft, CleanText text)
    {
        var denial = new AuthorizationDenial
        {
            Action = draft.Action,
            Resource = draft.Resource,
            PrincipalArn = draft.Principal,
            Reason = draft.Reason,
            PolicyType = draft.PolicyType,
            PolicyArn = draft.PolicyArn,
            Service = draft.Service,
            Operation = draft.Operation,
            ErrorCode = draft.ErrorCode,
            RequestId = draft.RequestId,
            StatusCode = draft.StatusCode,
            Tool = draft.Tool,
            Location = draft.Location,
            EncodedMessage = draft.EncodedMessage,
            IsTruncated = draft.IsTruncated,
            Remarks = draft.Remarks.Count == 0 ? Policies.Indexable.Of<string>([]) : [.. draft.Remarks.Distinct()],
            Text = TextOf(text, Math.Min(draft.FrameStart, draft.Start), draft.End),
        };
        return draft.Decoded is { } decoded ? denial.With(decoded) : denial;
    }

    /// <summary>A stretch of the text, with a blank where a line ended that was not full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static string TextOf(CleanText text, int start, int end)
    {
        end = Math.Min(end, start + LongestText);
        var words = new StringBuilder(end - start);
        for (var line = text.LineAt(start); start < end; line++)
        {
            var to = Math.Min(end, text.EndOf(line));
            if (to > start)
            {
                words.Append(Encoding.UTF8.GetString(text.Bytes[start..to]));
                start = to;
            }

            if (start < end && words.Length > 0 && words[^1] != ' ' && !TextToken.IsJoined(text, line))
            {
                words.Append(' ');
            }
        }

        return words.ToString();
    }

    /// <summary>A refusal that was told.</summary>
    private sealed class Told(AuthorizationDenial denial, long? box, long end)
    {
        public AuthorizationDenial Denial { get; private set; } = denial;

        public long? Box { get; private set; } = box;

        public long End { get; private set; } = end;

        public bool IsSame(Told later, int near)
        {
            var (a, b) = (Denial, later.Denial);
            var isSameRequest = a.RequestId is not null && a.RequestId == b.RequestId;
            if (a is { Action: null, EncodedMessage: null } && !isSameRequest)
            {
                // Where neither tells what was refused, much else may be alike.
                near = MuchNearer;
                if ((a.Operation is null) != (b.Operation is null) && (a.RequestId is null) != (b.RequestId is null))
                {
                    return false;
                }
            }

            return (isSameRequest || later.End - End <= near)
                && IsSameId(a.RequestId, b.RequestId) && IsSame(a.Operation, b.Operation) && IsSame(a.ErrorCode, b.ErrorCode) && IsSame(a.Service, b.Service)
                && (a.EncodedMessage is null || b.EncodedMessage is null || a.EncodedMessage.StartsWith(b.EncodedMessage, StringComparison.Ordinal) || b.EncodedMessage.StartsWith(a.EncodedMessage, StringComparison.Ordinal))
                && IsSame(a.Location?.Address, b.Location?.Address) && a.IsDecoded == b.IsDecoded && (Box is null || later.Box is null || Box == later.Box)
                && (!a.IsDecoded || a.Conditions.Select(c => c.ToString()).SequenceEqual(b.Conditions.Select(c => c.ToString())));
        }

        /// <summary>Whether a code behind the message is of the same error: programs print what an error has after what it says.</summary>
        public bool IsToldBy(Told code)
        {
            const int Furthest = 4096;
            var (a, b) = (Denial, code.Denial);
            return code.End - End <= Furthest && IsSame(a.ErrorCode, b.ErrorCode) && IsSame(a.Operation, b.Operation) && IsSame(a.RequestId, b.RequestId)
                && (Box is null || code.Box is null || Box == code.Box) && !a.IsDecoded;
        }

        public void Take(Told later)
        {
            var (a, b) = (Denial, later.Denial);
            Denial = a with
            {
                RequestId = a.RequestId ?? b.RequestId,
                Operation = a.Operation ?? b.Operation,
                ErrorCode = a.ErrorCode ?? b.ErrorCode,
                StatusCode = a.StatusCode ?? b.StatusCode,
                Service = a.Service ?? b.Service,
                Tool = a.Tool ?? b.Tool,
                Location = a.Location ?? b.Location,
                PolicyArn = a.PolicyArn ?? b.PolicyArn,
                EncodedMessage = a.EncodedMessage?.Length >= b.EncodedMessage?.Length ? a.EncodedMessage : b.EncodedMessage ?? a.EncodedMessage,
                IsTruncated = a.IsTruncated && b.IsTruncated,
            };
            Box ??= later.Box;
            End = later.End;
        }

        /// <summary>One telling may be cut off.</summary>
        private static bool IsSameId(string? a, string? b) =>
            IsSame(a, b) || (Math.Min(a!.Length, b!.Length) >= 8 && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal)));

        private static bool IsSame(string? a, string? b) => a is null || b is null || a == b;
    }
}
