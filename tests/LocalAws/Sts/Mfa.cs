using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Sts;

/// <summary>One-time codes of virtual devices: RFC 6238 with SHA-1, six digits, thirty seconds.</summary>
public static class Mfa
{
    private const int Step = 30;
    private const int Modulus = 1_000_000;

    /// <summary>The code that a device shows.</summary>
    /// <param name="secret">The device's secret.</param>
    /// <param name="time">When.</param>
    public static string Code(byte[] secret, DateTimeOffset time)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, time.ToUnixTimeSeconds() / Step);
        var hash = HMACSHA1.HashData(secret, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>When the caller showed a right code. Null: no code was given.</summary>
    internal static DateTimeOffset? Check(Call call, QueryParameters parameters)
    {
        var serial = parameters.Optional("SerialNumber", 9, 256, @"[\w+=/:,.@-]*");
        var code = parameters.Optional("TokenCode", 6, 6, @"[\d]*");
        if (serial is null && code is null)
        {
            return null;
        }

        var device = serial is null ? null : call.Caller.User?.MfaDevices.GetValueOrDefault(serial);
        if (device is null)
        {
            throw Refused("MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.");
        }

        // One step to each side, for clocks that differ.
        return code is not null && new[] { -Step, 0, Step }.Any(offset => Code(device, call.Now.AddSeconds(offset)) == code)
            ? call.Now
            : throw Refused(code is null ? "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code." : "MultiFactorAuthentication failed with invalid MFA one time pass code. ");
    }

    private static AwsException Refused(string message) => new("AccessDenied", message, 403) { IsRefusal = true };
}
