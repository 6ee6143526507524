using System.Buffers;
using System.Management.Automation;
using System.Text;
using TrailOps.Denials;

namespace TrailOps.Cmdlets;

/// <summary>
/// Finds refusals in what people pipe: texts and lines of texts, errors and exceptions, what other streams bring, refused events, objects that ConvertFrom-Json
/// made, and files.
/// </summary>
/// <param name="cmdlet">Writes errors and progress.</param>
/// <param name="take">Takes a refusal.</param>
/// <param name="isGoingOn">Is called while a file is read.</param>
/// <param name="stop">Cancelled when the pipeline stops.</param>
internal sealed class DenialInput(PSCmdlet cmdlet, Action<AuthorizationDenial> take, Action isGoingOn, CancellationToken stop)
{
    private const int MaxNesting = 16;

    // An encoded message is longer, and lines of text have blanks.
    private const int ShortestEncoded = 250;

    private static readonly SearchValues<char> EncodedLetters = SearchValues.Create(EncodedReader.Letters);

    private readonly DenialScanner _lines = new(take);
    private readonly RunProgress _progress = new(0x54_4F_05, "Looking for refusals");
    private byte[] _utf8 = new byte[1024];

    /// <summary>Takes an object of the pipeline, or an argument, and all that is in it.</summary>
    public void Add(object? item) => Add(item, 0);

    /// <summary>Reads a file to its end.</summary>
    public void ReadFile(string path)
    {
        End();
        if (Directory.Exists(path))
        {
            cmdlet.WriteError(Errors.PathIsFolder(path));
            return;
        }

        try
        {
            using var file = new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan });
            DenialLog.Read(file, new DenialScanner(take), () => ShowProgress(path, file), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            cmdlet.WriteError(Errors.FileUnreadable(path, e));
        }
    }

    /// <summary>Ends the text that lines of the pipeline make up.</summary>
    public void End() => _lines.End();

    /// <summary>Takes the progress away.</summary>
    public void Complete()
    {
        if (_progress.End() is { } end)
        {
            cmdlet.WriteProgress(end);
        }
    }

    private void Add(object? item, int nesting)
    {
        if (cmdlet.Stopping)
        {
            throw new PipelineStoppedException();
        }

        var value = ObjectMembers.Unwrap(item);
        switch (value)
        {
            case string line:
                AddText(line);
                return;
            case null:
                AddLine("");
                return;
            case ErrorRecord { FullyQualifiedErrorId: "NativeCommandError" or "NativeCommandErrorMessage" } line:
                // A line that a program wrote to its error stream.
                AddText(line.Exception.Message);
                return;
            case ErrorRecord error:
                End();
                DeniedError.Read(error, take);
                return;
            case IContainsErrorRecord { ErrorRecord: { } error }:
                End();
                DeniedError.Read(error, take);
                return;
            case Exception exception:
                End();
                DeniedError.Read(exception, take);
                return;
            case RoleEvent e:
                End();
                AddEvent(e);
                return;
            case AuthorizationDenial denial:
                End();
                take(denial);
                return;
            case FileInfo file:
                ReadFile(file.FullName);
                return;
            case InformationRecord or InformationalRecord:
                AddText(value.ToString() ?? "");
                return;
        }

        if (DenialMembers.Read(value) is { } refusal)
        {
            End();
            take(refusal);
        }
        else if (ObjectMembers.Find(value, "CloudTrailEvent") is string record)
        {
            AddText(record);
        }
        else if (ObjectMembers.AreAllOf(value))
        {
            AddObject(value);
        }
        else if (ObjectMembers.Elements(value) is not { } elements)
        {
            AddText(value.ToString() ?? "");
        }
        else if (nesting >= MaxNesting)
        {
            cmdlet.WriteError(Errors.InputTooLarge(value, $"it has collections nested more than {MaxNesting} deep"));
        }
        else
        {
            foreach (var element in elements)
            {
                Add(element, nesting + 1);
            }
        }
    }

    private void AddEvent(RoleEvent e)
    {
        if (DeniedEvent.Of(e) is { } denial)
        {
            take(denial);
        }
    }

    /// <summary>A text of several lines is one by itself; so is a message that is encoded and nothing else. A line is the next one of those before it.</summary>
    private void AddText(string text)
    {
        var isWhole = text.Contains('\n', StringComparison.Ordinal) || IsEncoded(text);
        if (!isWhole)
        {
            AddLine(text);
            return;
        }

        End();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            AddLine(line);
        }

        End();
    }

    private void AddLine(ReadOnlySpan<char> line)
    {
        var most = Encoding.UTF8.GetMaxByteCount(line.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        _lines.Add(_utf8.AsSpan(0, Encoding.UTF8.GetBytes(line, _utf8)));
        _lines.Scan();
    }

    private static bool IsEncoded(string text) => text.Length >= ShortestEncoded && text.AsSpan().IndexOfAnyExcept(EncodedLetters) < 0;

    /// <summary>What ConvertFrom-Json made is text again: a refusal may be in any member.</summary>
    private void AddObject(object value)
    {
        try
        {
            var json = RecordJson.Write(value);
            End();
            _lines.Add(json);
            End();
        }
        catch (InvalidDataException e)
        {
            cmdlet.WriteError(Errors.InputTooLarge(value, e.Message));
        }
    }

    private void ShowProgress(string path, FileStream file)
    {
        isGoingOn();
        if (_progress.IsDue)
        {
            cmdlet.WriteProgress(_progress.Make($"{path}: {file.Position / 1e6:F1} MB", file.Length > 0 ? (double)file.Position / file.Length : null));
        }
    }
}
