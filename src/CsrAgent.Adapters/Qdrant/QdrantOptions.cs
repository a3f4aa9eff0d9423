using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Adapters.Qdrant;

/// <summary>Qdrant, where memories are kept for many processes.</summary>
[SettingGroup("Memory")]
public sealed class QdrantOptions
{
    [Setting(
        "QDRANT_URL",
        "Keeps what is remembered of customers in Qdrant 1.12 or later: the address of its gRPC port, such as `http://qdrant:6334`, or "
            + "`https://` for TLS."
    )]
    [Url]
    public string? Url { get; set; }

    [Setting("QDRANT_API_KEY", "The key that Qdrant asks for; it has to be allowed to create collections.")]
    [HeaderText]
    public string? ApiKey { get; set; }

    [Setting(
        "QDRANT_CA_FILE",
        "PEM file with the certificate that Qdrant's own has to come from; without it, those that the system trusts."
    )]
    public string? CaFile { get; set; }

    [Setting("QDRANT_COLLECTION", "The alias of the collection; the collection itself is made behind it.")]
    [RegularExpression("[A-Za-z0-9_-]{1,100}", ErrorMessage = "{0} may have letters, digits, _ and -, and at most 100 of them.")]
    public string Collection { get; set; } = "csr_memories";

    [Setting("QDRANT_TIMEOUT", "How long a call may take. A reply waits one second at most, whatever this says.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
