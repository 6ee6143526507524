namespace TrailOps.LocalAws.Signing;

/// <summary>What can be wrong with a signature.</summary>
internal enum SignatureFault
{
    Missing,
    Incomplete,
    UnknownKey,
    WrongToken,
    ExpiredToken,
    Expired,
    WrongScope,
    Wrong,
    WrongBodyHash,
}
