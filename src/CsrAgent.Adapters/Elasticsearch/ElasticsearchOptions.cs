using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>The knowledge index that many processes share.</summary>
[SettingGroup("Elasticsearch")]
public sealed class ElasticsearchOptions
{
    [Setting(
        "ELASTICSEARCH_URL",
        "Address of Elasticsearch 8.11 or later, such as https://search.example.com:9200; several nodes are separated by commas. Articles "
            + "are then indexed there, for all processes. Without it each process has an index of its own in DATA_DIR."
    )]
    [Required]
    public IReadOnlyList<string> Urls { get; set; } = [];

    [Setting("ELASTICSEARCH_API_KEY", "API key in its encoded form. It may create indices, aliases and an index template.")]
    [HeaderText]
    public string ApiKey { get; set; } = "";

    [Setting("ELASTICSEARCH_USERNAME", "User, where there is no API key.")]
    public string Username { get; set; } = "";

    [Setting("ELASTICSEARCH_PASSWORD", "Password of ELASTICSEARCH_USERNAME.")]
    public string Password { get; set; } = "";

    [Setting(
        "ELASTICSEARCH_CA_FILE",
        "PEM file of the authority that signed the certificate of Elasticsearch. Without it the system's authorities count."
    )]
    public string? CaFile { get; set; }

    [Setting(
        "ELASTICSEARCH_FINGERPRINT",
        "SHA-256 fingerprint of that authority's certificate, in hexadecimal, as Elasticsearch prints it on its first start; instead of "
            + "ELASTICSEARCH_CA_FILE."
    )]
    [RegularExpression(
        "^(?:[0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$",
        ErrorMessage = "ELASTICSEARCH_FINGERPRINT must be 64 hexadecimal digits: a SHA-256 fingerprint."
    )]
    public string? Fingerprint { get; set; }

    [Setting(
        "ELASTICSEARCH_INDEX",
        "Name of the alias that is searched; its indices are called NAME--000001 and so on. Must match in every process; installations "
            + "with different names can share one Elasticsearch."
    )]
    [RegularExpression(
        "^[a-z0-9](?:[._-]?[a-z0-9]){0,59}$",
        ErrorMessage = "ELASTICSEARCH_INDEX must be lower-case letters and digits, with single dots, hyphens or underscores between them."
    )]
    public string Index { get; set; } = "csr-knowledge";

    [Setting("ELASTICSEARCH_SHARDS", "Primary shards of an index. A new number holds from the next index on.")]
    [Range(1, 100)]
    public int Shards { get; set; } = 1;

    [Setting(
        "ELASTICSEARCH_SEARCH_TIMEOUT",
        "Time limit for a search. Where comparing by meaning has taken half of it, the other half is for the words alone; then the "
            + "customer is answered without articles."
    )]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan SearchTimeout { get; set; } = TimeSpan.FromSeconds(2);

    [Setting("ELASTICSEARCH_TIMEOUT", "Time limit for one request that writes.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
