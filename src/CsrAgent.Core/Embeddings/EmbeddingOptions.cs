using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Embeddings;

/// <summary>Sentence vectors, by which questions and passages are compared.</summary>
[SettingGroup("Knowledge")]
public sealed class EmbeddingOptions
{
    [Setting(
        "EMBEDDINGS",
        "What compares questions with articles by meaning: `local` is the model that ships with the server, `http` the one of "
            + "EMBEDDINGS_BASE_URL; with `off` only words are compared."
    )]
    public EmbeddingProvider Provider { get; set; } = EmbeddingProvider.Local;

    [Setting("EMBEDDINGS_MAX_CONCURRENT", "Questions embedded at once; when as many are, a search goes by words alone and is counted.")]
    [Range(1, 1_000)]
    public int MaxConcurrent { get; set; } = 4;

    [Setting(
        "EMBEDDINGS_TIMEOUT",
        "How long a search waits at most for a question's vector before it falls back to keyword search. With EMBEDDINGS=local it gives up "
            + "sooner: 20 ms after EMBEDDINGS_MAX_SLOWDOWN times as long as it takes at best."
    )]
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:30")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(500);

    [Setting(
        "EMBEDDINGS_MAX_SLOWDOWN",
        "With EMBEDDINGS=local: while embedding takes more than this many times as long as at its best, the processors are busy, and "
            + "searches go by words alone and are counted. At half of it they no longer do."
    )]
    [Range(2d, 1_000_000d)]
    public double MaxSlowdown { get; set; } = 4;
}
