using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Deploy.Processes;

/// <summary>A real NGINX with the files of deploy/nginx; only ports, paths and the addresses of the agents are others.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringBuilder _errors = new();
    private readonly X509Certificate2 _certificate = MakeCertificate();
    private readonly int _tls = FreePort.Find();
    private readonly int _staff = FreePort.Find();
    private readonly Process _process;

    private NginxServer(IEnumerable<RealServer> agents, int messagesPerSecond)
    {
        WriteFiles(agents, messagesPerSecond);
        var info = new ProcessStartInfo("nginx", ["-c", Place("nginx.conf"), "-p", _folder.Path, "-e", "stderr", "-g", "daemon off;"])
        {
            RedirectStandardError = true,
        };
        _process = Process.Start(info) ?? throw new InvalidOperationException("nginx did not start.");
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors) _errors.AppendLine(line.Data);
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>For customers and channels, over TLS.</summary>
    public string Address => $"https://localhost:{_tls}";

    /// <summary>For staff, without TLS.</summary>
    public string StaffAddress => $"http://127.0.0.1:{_staff}";

    public string AccessLog => File.ReadAllText(Place("access.log"));

    public static Task<NginxServer> StartAsync(RealServer agent) => StartAsync([agent], messagesPerSecond: 5);

    /// <summary>All tests come from one address: where that is not what is tested, it may send more.</summary>
    public static async Task<NginxServer> StartAsync(IEnumerable<RealServer> agents, int messagesPerSecond)
    {
        var nginx = new NginxServer(agents, messagesPerSecond);
        using var http = nginx.CreateClient();
        await Until.TrueAsync(
            () => nginx._process.HasExited ? throw new InvalidOperationException(nginx.Errors()) : IsThereAsync(http),
            TimeSpan.FromSeconds(20),
            "nginx listens",
            TestContext.Current.CancellationToken
        );
        return nginx;
    }

    /// <summary>A customer's, over TLS.</summary>
    public HttpClient CreateClient()
    {
        var trust = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, given, _, _) => given?.GetCertHashString() == _certificate.GetCertHashString(),
        };
        var handler = new SocketsHttpHandler { SslOptions = trust };
        return new HttpClient(handler) { BaseAddress = new Uri(Address) };
    }

    public async ValueTask DisposeAsync()
    {
        // SIGTERM: its workers end with it.
        if (!_process.HasExited && PosixSignals.Kill(_process.Id, PosixSignals.Terminate) != 0) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _certificate.Dispose();
        _folder.Dispose();
    }

    private static async Task<bool> IsThereAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/health/live");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private string Errors()
    {
        lock (_errors) return _errors.ToString();
    }

    private void WriteFiles(IEnumerable<RealServer> agents, int messagesPerSecond)
    {
        File.WriteAllText(Place("tls.crt"), _certificate.ExportCertificatePem());
        File.WriteAllText(Place("tls.key"), _certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Place("proxy.conf"), Repository.Read("deploy/nginx/proxy.conf"));
        File.WriteAllText(
            Place("nginx.conf"),
            Replace(
                Repository.Read("deploy/nginx/nginx.conf"),
                ("access_log /dev/stdout", $"access_log {Place("access.log")}"),
                ("rate=5r/s", $"rate={messagesPerSecond}r/s"),
                ("pid /tmp/", $"pid {_folder.Path}/"),
                ("_temp_path /tmp/", $"_temp_path {_folder.Path}/")
            )
        );
        var lines = agents.Select(agent => $"server {new Uri(agent.BaseAddress).Authority} max_fails=0;");
        File.WriteAllText(
            Place("csr-agent.conf"),
            Replace(
                Repository.Read("deploy/nginx/csr-agent.conf"),
                ("server api:8080 max_fails=0;", string.Join('\n', lines)),
                ("listen 8081;", $"listen 127.0.0.1:{FreePort.Find()};"),
                ("listen 127.0.0.1:8082;", $"listen 127.0.0.1:{FreePort.Find()};"),
                ("listen 8083;", $"listen 127.0.0.1:{_staff};"),
                ("listen 8443 ssl", $"listen 127.0.0.1:{_tls} ssl"),
                ("/run/secrets/", _folder.Path + "/")
            )
        );
    }

    private string Place(string name) => Path.Combine(_folder.Path, name);

    private static string Replace(string text, params (string Old, string New)[] changes)
    {
        foreach (var (old, fresh) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, fresh, StringComparison.Ordinal);
        }
        return text;
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
