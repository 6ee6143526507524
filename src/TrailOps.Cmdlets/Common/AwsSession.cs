using System.Collections;
using System.Management.Automation;
using TrailOps.Aws.Connection;

namespace TrailOps.Cmdlets;

/// <summary>What stands between a cmdlet and its connection. Apart from the cmdlet, whose members can't be of types of TrailOps.Aws.</summary>
internal static class AwsSession
{
    /// <summary>The clients for the cmdlet's parameters. The first to ask connects; what is wrong then ends the cmdlet.</summary>
    public static AwsClients Clients(this AwsCmdlet cmdlet)
    {
        var clients = cmdlet.ClientsOrError(out var error);
        if (clients is null)
        {
            cmdlet.ThrowTerminatingError(error);
        }

        return clients!;
    }

    /// <summary>Likewise; null and the error where there is no connection, for who can do without.</summary>
    public static AwsClients? ClientsOrError(this AwsCmdlet cmdlet, out ErrorRecord? error)
    {
        CheckRegions(cmdlet);
        var options = OptionsOf(cmdlet);
        try
        {
            error = null;
            return cmdlet.Connection(options, () => Open(cmdlet, options)).Clients;
        }
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            error = Errors.Aws(e, null);
            return null;
        }
    }

    /// <summary>The clients of the account that a trail's bucket is in, in the same place; null where nobody says that it is another.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="profile">A profile of that account.</param>
    /// <param name="credential">Credentials of it, in place of a profile.</param>
    public static AwsClients? BucketClients(this AwsCmdlet cmdlet, string? profile, object? credential)
    {
        if (profile is null && credential is null)
        {
            return null;
        }

        if (profile is not null && credential is not null)
        {
            cmdlet.ThrowTerminatingError(Errors.BucketCredentialAmbiguous(profile));
        }

        // Its region, which may come from a profile, is the trail's.
        var options = OptionsOf(cmdlet) with
        {
            AccessKey = null,
            SecretKey = null,
            SessionToken = null,
            ProfileName = profile,
            Credential = Plain(credential),
            StoredCredential = null,
            Region = cmdlet.Clients().Region,
        };
        try
        {
            return cmdlet.OtherConnection(options, () => Open(cmdlet, options)).Clients;
        }
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            cmdlet.ThrowTerminatingError(Errors.Aws(e, null));
            throw;
        }
    }

    /// <summary>From now on, what is told and asked on this flow of execution goes to the cmdlet's user.</summary>
    public static void TellTo(WorkerOutput output) => ConnectionUi.Current = new ConnectionUi(
        output.WriteWarning,
        output.WriteVerbose,
        output.WriteDebug,
        (serial, profile, _) => output.AskAsync(cmdlet => MfaPrompt.Ask(cmdlet, serial, profile)),
        (target, action) => output.AskAsync(cmdlet => cmdlet.ShouldProcess(target, action)),
        output.Stop);

    /// <summary>Several regions only where the cmdlet works in several; and each of them one, for it becomes a part of the host that is called.</summary>
    private static void CheckRegions(AwsCmdlet cmdlet)
    {
        try
        {
            cmdlet.CheckRegions();
            foreach (var region in cmdlet.Region)
            {
                RegionResolver.Check(region, "-Region");
            }
        }
        catch (ConnectionException e)
        {
            cmdlet.ThrowTerminatingError(Errors.Aws(e, null));
        }
    }

    private static AwsConnection Open(AwsCmdlet cmdlet, ConnectionOptions options)
    {
        // Not awaited in a lambda: its state machine would be a type with a part of TrailOps.Aws in it.
        Task<AwsConnection>? opening = null;
        cmdlet.Run(output => Task.WhenAny(opening = AwsConnection.OpenAsync(options, AwsEnvironment.Process, output.Stop)));
        return opening!.GetAwaiter().GetResult();
    }

    private static ConnectionOptions OptionsOf(AwsCmdlet cmdlet) => new()
    {
        AccessKey = cmdlet.AccessKey,
        SecretKey = cmdlet.SecretKey,
        SessionToken = cmdlet.SessionToken is { Length: > 0 } token ? token : null,
        ProfileName = cmdlet.ProfileName,
        ProfileLocation = cmdlet.ProfileLocation is { } location ? cmdlet.GetUnresolvedProviderPathFromPSPath(location) : null,
        Credential = Plain(cmdlet.Credential),
        StoredCredential = Plain(cmdlet.SessionState.PSVariable.GetValue("StoredAWSCredentials")),
        Region = cmdlet.Region is [var region, ..] ? region : null,
        StoredRegion = RegionOf(cmdlet.SessionState.PSVariable.GetValue("StoredAWSRegion")),
        EndpointUrl = cmdlet.EndpointUrl,
        NeedsRegion = cmdlet.IsRegionNeeded,
    };

    /// <summary>An object as the AWS layer takes it: without PowerShell's wrapper, and custom objects as dictionaries.</summary>
    private static object? Plain(object? given)
    {
        var value = ObjectMembers.Unwrap(given);
        if (value is null || !ObjectMembers.AreAllOf(value))
        {
            return value;
        }

        // What Import-Clixml and ConvertFrom-Json make; one level down is what aws sts assume-role answers with.
        var members = new Members();
        foreach (var (name, member) in ObjectMembers.Of(value))
        {
            members[name] = Plain(member);
        }

        return members;
    }

    private static string? RegionOf(object? variable) => ObjectMembers.Unwrap(variable) switch
    {
        null => null,
        string name => name,
        var other => ObjectMembers.Find(other, "Region") as string ?? ObjectMembers.Find(other, "SystemName") as string ?? other.ToString(),
    };

    /// <summary>Members of an object: equal where all are, so that the next record's same credentials are no new connection.</summary>
    private sealed class Members : Hashtable
    {
        public Members()
            : base(StringComparer.OrdinalIgnoreCase)
        {
        }

        public override bool Equals(object? obj) =>
            obj is Members other && other.Count == Count && Keys.Cast<string>().All(key => other.ContainsKey(key) && Equals(this[key], other[key]));

        public override int GetHashCode() => Count;
    }
}
