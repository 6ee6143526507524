using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

/// <summary>Whom to trust behind a proxy that looks into TLS.</summary>
public sealed class CaBundleTests : IDisposable
{
    private readonly Place _place = new();
    private readonly X509Certificate2 _authority = Authority("ours");
    private readonly X509Certificate2 _other = Authority("another");

    public void Dispose()
    {
        _place.Dispose();
        _authority.Dispose();
        _other.Dispose();
    }

    // The file that is named, and how: by the variable, or by the profile.
    [Theory]
    [InlineData("AWS_CA_BUNDLE", "both", null)]
    [InlineData("ca_bundle", "ours", null)]
    [InlineData("AWS_CA_BUNDLE", "others", "TlsFailed")]
    [InlineData("", "", "TlsFailed")]
    public async Task Only_what_the_bundle_holds_is_trusted(string named, string bundle, string? failure)
    {
        using var certificate = Of(_authority);
        using var service = new Responder(_ => Sts.Identity(), certificate);
        _place.Write("ours", _authority.ExportCertificatePem());
        _place.Write("others", _other.ExportCertificatePem());
        _place.Write("both", $"# as curl's\n{_other.ExportCertificatePem()}\n{_authority.ExportCertificatePem()}\n");
        _place.Write("credentials", $"[default]\naws_access_key_id=A\naws_secret_access_key=s\nmax_attempts=1\n{(named == "ca_bundle" ? $"ca_bundle={_place.PathOf(bundle)}" : "")}\n");
        if (named == "AWS_CA_BUNDLE")
        {
            _place.Variables[named] = _place.PathOf(bundle);
        }

        using var connection = await _place.OpenAsync(new() { Region = "eu-west-1", EndpointUrl = service.Url });
        var e = await Record.ExceptionAsync(() => CallerIdentity.GetAsync(connection.Clients, null, TestContext.Current.CancellationToken));
        Assert.Equal(failure, e is null ? null : AwsFailure.Of(e).Kind.ToString());
        Assert.Equal(failure is null ? 1 : 0, service.Requests.Count);
        Assert.True(e is null || AwsFailure.Of(e).Remedy.Contains("AWS_CA_BUNDLE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "can't be read")]
    [InlineData("no certificate", "holds no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "can't be read")]
    public async Task A_file_without_certificates_is_told(string? text, string said)
    {
        var path = text is null ? _place.PathOf("missing") : _place.Write("bundle", text);
        _place.Variables["AWS_CA_BUNDLE"] = path;
        var e = await Assert.ThrowsAsync<ConnectionException>(() => _place.OpenAsync(new() { AccessKey = "A", SecretKey = "s", Region = "eu-west-1" }));
        Assert.Equal((ConnectionProblem.CaBundleNotValid, path), (e.Problem, e.Subject));
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.Contains("AWS_CA_BUNDLE", e.Message, StringComparison.Ordinal);
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=TrailOps tests {name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Of(X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), [1]);
        using var withKey = signed.CopyWithPrivateKey(key);

        // Windows takes no key that lives in memory alone.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }
}
