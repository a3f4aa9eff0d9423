using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Adapters.OpenAi.Embeddings;

/// <summary>A sentence model behind any API that is compatible with OpenAI's embeddings.</summary>
[SettingGroup("Knowledge")]
public sealed class OpenAiEmbeddingOptions
{
    [Setting(
        "EMBEDDINGS_BASE_URL",
        "With EMBEDDINGS=http: the absolute http(s) URL before /embeddings, mostly ending in /v1. It receives customers' questions and "
            + "the articles."
    )]
    [Required]
    public string BaseUrl { get; set; } = "";

    [Setting("EMBEDDINGS_MODEL", "Its model; required with EMBEDDINGS_BASE_URL.")]
    [Required]
    public string Model { get; set; } = "";

    [Setting("EMBEDDINGS_API_KEY", "Its key; local servers need none.")]
    [HeaderText]
    public string? ApiKey { get; set; }
}
