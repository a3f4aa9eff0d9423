using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Elastic.Clients.Elasticsearch;
using Elastic.Transport;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>
/// The official client's transport: nodes as configured and never looked for, credentials, and whose certificates are trusted.
/// </summary>
internal static class ElasticsearchTransport
{
    /// <exception cref="CsrAgentException">A setting is wrong.</exception>
    public static ITransport Create(ElasticsearchOptions options)
    {
        var nodes = options.Urls.Select(AddressOf).ToList();
        // One node is tried once: who waits decides whether to ask again.
        var settings = new ElasticsearchClientSettings(nodes.Count == 1 ? new SingleNodePool(nodes[0]) : new StaticNodePool(nodes))
            .SniffOnStartup(false)
            .SniffOnConnectionFault(false)
            .SniffLifeSpan(null)
            .DisablePing(true)
            .MaximumRetries(nodes.Count - 1)
            .DeadTimeout(TimeSpan.FromSeconds(1))
            .MaxDeadTimeout(TimeSpan.FromSeconds(5))
            .ConnectionLimit(80)
            .EnableHttpCompression(true)
            .ThrowExceptions(false);
        if (CredentialsOf(options) is { } credentials) settings = settings.Authentication(credentials);
        if (options.Fingerprint is { Length: > 0 } fingerprint) settings = settings.CertificateFingerprint(fingerprint);
        else if (options.CaFile is { Length: > 0 } file) settings = settings.ServerCertificateValidationCallback(Trusting(Read(file)));
        return new ElasticsearchClient(settings).Transport;
    }

    private static AuthorizationHeader? CredentialsOf(ElasticsearchOptions options)
    {
        if (options.ApiKey.Length > 0) return new ApiKey(options.ApiKey);
        return options.Username.Length > 0 ? new BasicAuthentication(options.Username, options.Password) : null;
    }

    private static Uri AddressOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            ? uri
            : throw new CsrAgentException(
                "ELASTICSEARCH_URL must be an http or https address without a user: name that in ELASTICSEARCH_USERNAME and _PASSWORD."
            );

    private static X509Certificate2Collection Read(string file)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new CsrAgentException($"ELASTICSEARCH_CA_FILE '{file}' is no certificate that can be read. Name a PEM file.", e);
        }
        return authorities.Count > 0
            ? authorities
            : throw new CsrAgentException($"ELASTICSEARCH_CA_FILE '{file}' holds no certificate. Name a PEM file.");
    }

    private static Func<object, X509Certificate, X509Chain, SslPolicyErrors, bool> Trusting(X509Certificate2Collection authorities) =>
        (_, certificate, presented, errors) =>
        {
            if (errors == SslPolicyErrors.None) return true;
            // A certificate for another host is not made right by whoever has signed it.
            if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server) return false;
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            foreach (var element in presented.ChainElements) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            return chain.Build(server);
        };
}
