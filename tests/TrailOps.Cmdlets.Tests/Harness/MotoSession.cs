using TrailOps.LocalAws.World;

namespace TrailOps.Cmdlets.Tests;

/// <summary>An account of moto's.</summary>
internal sealed class MotoSession : AwsUnderTest
{
    public MotoSession(Uri url, string accountId, KeyPair keys)
        : base(url, accountId, keys, () => [keys.SecretAccessKey, keys.SessionToken!]) => SetKeys(keys);
}
