using System.Security.Cryptography;

namespace TrailOps.LocalAws.World;

/// <summary>Names that AWS makes up.</summary>
internal static class Ids
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int UniqueLength = 17;
    private const int KeyLength = 16;
    private const int VersionLength = 32;
    private const int SecretBytes = 30;
    private const int TokenBytes = 480;

    /// <summary>AKIA…, ASIA…, AIDA…, AROA…, ANPA…: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids</summary>
    public static string Unique(string prefix) => prefix + RandomNumberGenerator.GetString(Base32, UniqueLength);

    public static string Key(string prefix) => prefix + RandomNumberGenerator.GetString(Base32, KeyLength);

    public static string Secret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    public static string SessionToken() => "IQoJb3JpZ2luX2Vj" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenBytes));

    public static string Request() => Guid.NewGuid().ToString();

    public static string S3Request() => RandomNumberGenerator.GetString(Base32, KeyLength);

    public static string LogName() => RandomNumberGenerator.GetString(Letters, KeyLength);

    public static string Version() => RandomNumberGenerator.GetString(Letters, VersionLength);
}
