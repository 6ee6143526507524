using System.Management.Automation;
using TrailOps.Aws.Denials;
using TrailOps.Denials;

namespace TrailOps.Cmdlets;

/// <summary>Finds what was refused, on what, to whom and why, in any tool's output.</summary>
/// <remarks>
/// <para>Takes texts of any kind: what terraform, the aws CLI, SDKs, CDK, packer, controllers or PowerShell print, whole or line by line, with colours, boxes, times
/// in front, broken lines, or as JSON. It takes errors and exceptions as well, refused events of Get-RoleEvents, objects of ConvertFrom-Json, and log files with
/// -Path, of any size. Each refusal comes out once, as soon as all that belongs to it has come; one that a text tells twice is one.</para>
/// <para>Encoded messages, as EC2 writes them, are decoded by STS, several at a time and each once. Only credentials of the account in which the call was
/// refused can do that, with sts:DecodeAuthorizationMessage. What can't be decoded is an error that says why, and the refusal comes out all the same. With
/// -NoDecode nothing is asked of AWS.</para>
/// <para>ConvertTo-RolePolicy makes a policy of refusals. Where another policy denied the call, no permission of the role would help: it says so and leaves
/// it out.</para>
/// <para>AWS does not always tell the action, the resource or the reason; what is not told is empty. Remarks says where a broken line leaves something open.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Troubleshoot access denied error messages</seealso>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html">DecodeAuthorizationMessage</seealso>
[Cmdlet(VerbsData.ConvertFrom, "AuthorizationMessage", DefaultParameterSetName = MessageSet)]
[OutputType(typeof(AuthorizationDenial))]
public sealed partial class ConvertFromAuthorizationMessageCommand : AwsCmdlet
{
    private const string MessageSet = "Message";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly DenialCount _folded = new();
    private readonly DenialInput _input;
    private object? _decoder;
    private bool _isOffline;
    private long _number;

    /// <summary>Makes the cmdlet.</summary>
    public ConvertFromAuthorizationMessageCommand() => _input = new DenialInput(this, Take, WriteReady, Stop);

    /// <summary>Texts or lines of texts, errors, exceptions, refused events, an encoded message, or what the aws CLI decoded one to.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = MessageSet, ValueFromPipeline = true)]
    [Alias("InputObject", "EncodedMessage")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? Message { get; set; }

    /// <summary>Log files. Wildcards are understood. Packed ones (.gz) and UTF-16 are read too.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Log files, taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("FullName", "PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Asks nothing of AWS: encoded messages stay as they are.</summary>
    [Parameter]
    public SwitchParameter NoDecode { get; set; }

    /// <summary>Puts out refusals of the same principal, action, resource and reason once, at the end, and in Count how many there were. Sessions of a role are
    /// one.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WriteReady();
        if (ParameterSetName == MessageSet)
        {
            _input.Add(Message);
            return;
        }

        var isLiteral = ParameterSetName == LiteralPathSet;
        foreach (var path in isLiteral ? LiteralPath : Path)
        {
            foreach (var file in FilePaths.Resolve(this, path, isLiteral))
            {
                WriteDebug($"Reading {file}");
                _input.ReadFile(file);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _input.End();
        _input.Complete();
        base.EndProcessing();
        if (Unique)
        {
            WriteObject(_folded.All, enumerateCollection: true);
        }
    }

    private void Take(AuthorizationDenial denial)
    {
        var number = _number++;
        if (denial is { EncodedMessage: not null, IsDecoded: false } && !NoDecode && !_isOffline && Decoder() is MessageDecoder decoder)
        {
            ForEachRecord([denial], (item, stop) => Keep(number, decoder.DecodeAsync(item, stop)));
        }
        else if (Unique)
        {
            lock (_folded)
            {
                _folded.Add(denial, number);
            }
        }
        else if (IsWorking)
        {
            ForEachRecord([denial], (item, _) => Alone(item));
        }
        else
        {
            WriteObject(denial);
        }
    }

    /// <summary>With -Unique what comes is folded at the end.</summary>
    private async IAsyncEnumerable<AuthorizationDenial> Keep(long number, IAsyncEnumerable<AuthorizationDenial> denials)
    {
        await foreach (var denial in denials.ConfigureAwait(false))
        {
            if (!Unique)
            {
                yield return denial;
                continue;
            }

            lock (_folded)
            {
                _folded.Add(denial, number);
            }
        }
    }

    private static async IAsyncEnumerable<AuthorizationDenial> Alone(AuthorizationDenial denial)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return denial;
    }

    /// <summary>What decodes; null where there is no connection, which is one error, and what the texts tell comes out all the same.</summary>
    private object? Decoder()
    {
        if (_decoder is not null)
        {
            return _decoder;
        }

        if (this.ClientsOrError(out var error) is { } clients)
        {
            return _decoder = new MessageDecoder(clients);
        }

        _isOffline = true;
        WriteError(Errors.NotDecoded(error!));
        return null;
    }
}
