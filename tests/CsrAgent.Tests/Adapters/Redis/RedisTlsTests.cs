using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>
/// A Redis that speaks TLS, with a certificate of an authority that only REDIS_CA_FILE names, and lets in one account.
/// </summary>
public sealed class RedisTlsTests
{
    [Fact]
    public async Task Answer_OverTlsWithAnAccount_WorksWithTheRightAuthorityAndPasswordOnly()
    {
        using var folder = new TempFolder();
        var (ca, certificate, key) = MakeCertificates(folder.Path);
        await using var redis = await RedisServer.StartTlsAsync(
            ["--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file", ca, "--tls-auth-clients", "no"],
            ["--user", "agent", "on", ">secret", "~csr:*", "&csr:*", "+@all", "--user", "default", "off"]
        );
        var address = redis.TlsAddress;
        await using var server = await RealServer.StartAsync(("REDIS_URL", $"rediss://agent:secret@{address}"), ("REDIS_CA_FILE", ca));
        using var customer = new ChatClient(server.BaseAddress);
        (await customer.SayAsync("s1", "When are you open?")).Is(200);

        await EndsAsync(("REDIS_URL", $"rediss://agent:wrong@{address}"), ("REDIS_CA_FILE", ca));
        await WaitsAsync(("REDIS_URL", $"rediss://agent:secret@{address}"));
    }

    /// <summary>It says what is wrong, and the password to nobody.</summary>
    private static async Task EndsAsync(params (string Name, string Value)[] settings)
    {
        await using var server = new RealServer(settings);
        await Assert.ThrowsAsync<InvalidOperationException>(server.StartAsync);
        Assert.Contains("refuses the user or the password of REDIS_URL", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("agent:wrong", server.Output, StringComparison.Ordinal);
    }

    /// <summary>It waits and says so, and does not serve: a certificate may be renewed.</summary>
    private static async Task WaitsAsync(params (string Name, string Value)[] settings)
    {
        await using var server = new RealServer([.. settings, ("REDIS_TIMEOUT", "1s")]);
        var starting = server.StartAsync();
        await Until.TrueAsync(() => server.Output.Contains("Waiting for Redis at", StringComparison.Ordinal), "it is not let in");
        Assert.False(starting.IsCompleted);
        await server.KillAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => starting);
    }

    private static (string Ca, string Certificate, string Key) MakeCertificates(string folder)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        using var caKey = RSA.Create(2048);
        var caRequest = new CertificateRequest("CN=Test authority", caKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        caRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var ca = caRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(ca, now.AddDays(-1), now.AddDays(1), [1, 2, 3, 4]);
        return (
            Write("ca.crt", ca.ExportCertificatePem()),
            Write("redis.crt", certificate.ExportCertificatePem()),
            Write("redis.key", key.ExportPkcs8PrivateKeyPem())
        );

        string Write(string name, string pem)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, pem);
            return path;
        }
    }
}
