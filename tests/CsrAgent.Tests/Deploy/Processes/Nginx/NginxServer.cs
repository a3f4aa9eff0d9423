using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CsrAgent.Tests.Architecture;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Deploy.Processes.Nginx;

/// <summary>A real NGINX with the files of deploy/nginx; only ports, paths and the addresses of the agents are others.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringBuilder _errors = new();
    private readonly X509Certificate2 _certificate = MakeCertificate();
    private readonly int _tls = FreePort.Find();
    private readonly int _staff = FreePort.Find();
    private readonly Process _process;

    private NginxServer(IEnumerable<RealServer> agents, (string Old, string New)[] changes)
    {
        WriteFiles(agents, changes);
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

    /// <summary>Of the master and its workers.</summary>
    public ProcessMemory Memory =>
        ProcessMemory
            .ChildrenOf(_process.Id)
            .Select(ProcessMemory.Of)
            .Aggregate(ProcessMemory.Of(_process.Id), (one, other) => one + other);

    /// <summary>What it found worth a line. That it may not raise the limit on open files is not: that of the tests is enough.</summary>
    public IReadOnlyList<string> Complaints =>
        [
            .. Errors()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.Contains("setrlimit", StringComparison.Ordinal)),
        ];

    public static Task<NginxServer> StartAsync(RealServer agent) => StartAsync([agent]);

    /// <param name="agents">Behind it.</param>
    /// <param name="changes">Of the files, where what they say is not what is tested: all tests come from one address.</param>
    public static async Task<NginxServer> StartAsync(IEnumerable<RealServer> agents, params (string Old, string New)[] changes)
    {
        var nginx = new NginxServer(agents, changes);
        using var http = nginx.CreateClient();
        await Until.TrueAsync(
            () => nginx._process.HasExited ? throw new InvalidOperationException(nginx.Errors()) : IsThereAsync(http),
            TimeSpan.FromSeconds(20),
            "nginx listens",
            TestContext.Current.CancellationToken
        );
        // What it warns of when it reads its files, such as a value that is there twice.
        Assert.DoesNotContain("duplicate", nginx.Errors(), StringComparison.Ordinal);
        return nginx;
    }

    /// <summary>A customer's, over TLS.</summary>
    /// <param name="from">The customer's address; null for any.</param>
    public HttpClient CreateClient(IPAddress? from = null)
    {
        var handler = new SocketsHttpHandler { SslOptions = Trust() };
        if (from is not null) handler.ConnectCallback = (_, token) => FromAddress.ConnectAsync(from, _tls, token);
        return new HttpClient(handler) { BaseAddress = new Uri(Address) };
    }

    /// <summary>For customers.</summary>
    public int TlsPort => _tls;

    /// <summary>Over a connection of a customer who does not behave as <see cref="HttpClient"/> does.</summary>
    public async Task<SslStream> SecureAsync(Stream transport, CancellationToken cancellationToken)
    {
        var tls = new SslStream(transport);
        await tls.AuthenticateAsClientAsync(Trust(), cancellationToken);
        return tls;
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

    private SslClientAuthenticationOptions Trust() =>
        new()
        {
            TargetHost = "localhost",
            RemoteCertificateValidationCallback = (_, given, _, _) => given?.GetCertHashString() == _certificate.GetCertHashString(),
        };

    private string Errors()
    {
        lock (_errors) return _errors.ToString();
    }

    private void WriteFiles(IEnumerable<RealServer> agents, (string Old, string New)[] changes)
    {
        File.WriteAllText(Place("tls.crt"), _certificate.ExportCertificatePem());
        File.WriteAllText(Place("tls.key"), _certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Place("proxy.conf"), Repository.Read("deploy/nginx/proxy.conf"));
        var lines = agents.Select(agent => $"server {new Uri(agent.BaseAddress).Authority} max_fails=0;");
        Write(
            ["nginx.conf", "csr-agent.conf"],
            [
                .. changes,
                ("access_log /dev/stdout", $"access_log {Place("access.log")}"),
                ("pid /tmp/", $"pid {_folder.Path}/"),
                ("_temp_path /tmp/", $"_temp_path {_folder.Path}/"),
                ("server api:8080 max_fails=0;", string.Join('\n', lines)),
                ("listen 8081;", $"listen 127.0.0.1:{FreePort.Find()};"),
                ("listen 127.0.0.1:8082;", $"listen 127.0.0.1:{FreePort.Find()};"),
                ("listen 8083;", $"listen 127.0.0.1:{_staff};"),
                ("listen 8443 ssl", $"listen 127.0.0.1:{_tls} ssl"),
                ("/run/secrets/", _folder.Path + "/"),
            ]
        );
    }

    /// <summary>Each change is of something that stands in one of the files.</summary>
    private void Write(string[] names, (string Old, string New)[] changes)
    {
        var texts = names.Select(name => Repository.Read("deploy/nginx/" + name)).ToList();
        foreach (var (old, fresh) in changes)
        {
            Assert.Contains(texts, text => text.Contains(old, StringComparison.Ordinal));
            texts = [.. texts.Select(text => text.Replace(old, fresh, StringComparison.Ordinal))];
        }
        foreach (var (name, text) in names.Zip(texts)) File.WriteAllText(Place(name), text);
    }

    private string Place(string name) => Path.Combine(_folder.Path, name);

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
