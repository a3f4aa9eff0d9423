using System.Security.Cryptography;
using System.Text;
using CsrAgent.Embeddings;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Vectors;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>The model that questions and passages are embedded with, and the words that a search has met.</summary>
internal sealed class VectorModel(TextEmbedder embedder, ArticleWords words)
{
    /// <summary>In names of fields: vectors of two models are never compared.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(embedder.ModelId)).AsSpan(0, 4));

    /// <summary>What stands in an article is no slip of the keyboard.</summary>
    public void Learn(PassageHit hit)
    {
        if (!embedder.IsOn) return;
        words.Learn(hit.Title);
        words.Learn(hit.Passage.Text);
    }
}
