using System.Globalization;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Signing;

/// <summary>Finds out who signed a request, and refuses what is not rightly signed.</summary>
internal static class SignatureChecker
{
    private const string Unsigned = "UNSIGNED-PAYLOAD";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>S3's is wider: its error names MaxAllowedSkewMilliseconds 900000.</summary>
    private static readonly TimeSpan S3Tolerance = TimeSpan.FromMinutes(15);

    public static void Check(Call call)
    {
        var signature = call.Signature ?? throw Unauthenticated(call, SignatureFault.Missing);
        var key = call.World.FindKey(signature.AccessKeyId);
        if (key is not { IsActive: true } || key.Account.Partition != call.Partition || IsGone(key))
        {
            throw Unauthenticated(call, SignatureFault.UnknownKey, signature.AccessKeyId);
        }

        CheckScope(call, signature);
        CheckTime(call, signature);
        if (signature.Token != key.Session?.Token)
        {
            throw Unauthenticated(call, SignatureFault.WrongToken, signature.Token);
        }

        var request = call.Request;
        var bodyHash = BodyHash(call, signature);
        var canonical = SigV4.CanonicalRequest(request, signature, bodyHash, call.Service.SignsLikeS3);
        var text = SigV4.StringToSign(signature, canonical);
        var signingKey = SigV4.SigningKey(key.Secret, signature);
        if (!SigV4.Equal(SigV4.Sign(signingKey, text), signature.Value))
        {
            throw Unauthenticated(call, SignatureFault.Wrong, signature.AccessKeyId);
        }

        // Told only to who knows the secret.
        if (key.Session is { } session && session.Expires <= call.Now)
        {
            throw Unauthenticated(call, SignatureFault.ExpiredToken, signature.Token);
        }

        if (bodyHash.StartsWith("STREAMING-", StringComparison.Ordinal))
        {
            call.Request = request with { Body = ChunkedBody.Read(call, signature, signingKey, bodyHash) };
        }

        call.Caller = Caller.Of(key);
    }

    private static AwsException Unauthenticated(Call call, SignatureFault fault, string? detail = null) => call.Service.Unauthenticated(fault, detail);

    // A session ends with its role or user.
    private static bool IsGone(AccessKey key) =>
        (key.User is { } user && key.Account.Users.GetValueOrDefault(user.Name) != user)
        || (key.Session?.Role is { } role && role.Account.Roles.GetValueOrDefault(role.Name) != role);

    private static void CheckScope(Call call, Signature signature)
    {
        if (World.Partition.NotEnabled(call.Partition).Contains(signature.Region))
        {
            // A region that an account has not switched on knows none of its keys.
            throw Unauthenticated(call, SignatureFault.UnknownKey, signature.AccessKeyId);
        }

        if (!World.Partition.Regions(call.Partition).Contains(signature.Region))
        {
            throw Unauthenticated(call, SignatureFault.WrongScope, "Credential should be scoped to a valid region. ");
        }

        if (signature.SignedAt is { } time && time.ToString("yyyyMMdd", CultureInfo.InvariantCulture) != signature.Date)
        {
            throw Unauthenticated(call, SignatureFault.WrongScope, $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{signature.Date}' != '{time:yyyyMMdd}', from '{signature.Time}'.");
        }

        if (!signature.SignedHeaders.Contains("host"))
        {
            throw Unauthenticated(call, SignatureFault.Incomplete, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    private static void CheckTime(Call call, Signature signature)
    {
        if (signature.SignedAt is not { } signed)
        {
            throw Unauthenticated(call, SignatureFault.Incomplete, $"Date must be in ISO-8601 'basic format'. Got '{signature.Time}'.");
        }

        var now = call.Now;
        if (signature.ValidFor is { } validFor)
        {
            if (call.World.Clock.When(signed) + validFor < now)
            {
                throw Unauthenticated(call, SignatureFault.Expired, call.Service.SignsLikeS3 ? null : $"Signature expired: {Compact(signed)} is now earlier than {Compact(now)}.");
            }

            return;
        }

        // A client goes by its machine's clock, or by the Date of our answers.
        var tolerance = call.Service.SignsLikeS3 ? S3Tolerance : Tolerance;
        if ((signed + call.World.Clock.Passed - now).Duration() <= tolerance || (signed - now).Duration() <= tolerance)
        {
            return;
        }

        throw Unauthenticated(call, SignatureFault.Expired, call.Service.SignsLikeS3
            ? $"{Compact(signed)} {now:yyyy-MM-ddTHH:mm:ssZ}"
            : signed < now
                ? $"Signature expired: {Compact(signed)} is now earlier than {Compact(now - tolerance)} ({Compact(now)} - 5 min.)"
                : $"Signature not yet current: {Compact(signed)} is still later than {Compact(now + tolerance)} ({Compact(now)} + 5 min.)");
    }

    private static string Compact(DateTimeOffset time) => time.UtcDateTime.ToString(Signature.DateFormat, CultureInfo.InvariantCulture);

    private static string BodyHash(Call call, Signature signature)
    {
        var request = call.Request;
        var actual = SigV4.Hash(request.Body);
        if (signature.IsPresigned)
        {
            return call.Service.SignsLikeS3 ? request.QueryValue("X-Amz-Content-Sha256") ?? request.Header("x-amz-content-sha256") ?? Unsigned : actual;
        }

        var claimed = request.Header("x-amz-content-sha256");
        if (claimed is null || !call.Service.SignsLikeS3)
        {
            return claimed ?? actual;
        }

        if (claimed != Unsigned && !claimed.StartsWith("STREAMING-", StringComparison.Ordinal) && claimed != actual)
        {
            throw Unauthenticated(call, SignatureFault.WrongBodyHash, $"{claimed} {actual}");
        }

        return claimed;
    }
}
