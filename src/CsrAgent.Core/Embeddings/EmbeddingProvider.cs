namespace CsrAgent.Embeddings;

/// <summary>Where sentence vectors come from.</summary>
public enum EmbeddingProvider
{
    /// <summary>Nowhere: search goes by words alone.</summary>
    Off,

    /// <summary>The model that ships with the server.</summary>
    Local,

    /// <summary>A server that is compatible with OpenAI's embeddings.</summary>
    Http,
}
