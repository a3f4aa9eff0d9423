using System.Numerics.Tensors;
using CsrAgent.Embeddings;
using CsrAgent.Knowledge.Glossary;
using CsrAgent.Knowledge.Passages;
using CsrAgent.Settings;
using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge.Vectors;

/// <summary>
/// Gives the passages of a snapshot their vectors, some at a time. Those that were embedded before, in this process or an earlier one, come
/// from <c>DATA_DIR/vectors</c>. Called by one loop at a time.
/// </summary>
public sealed class PassageEmbedder(TextEmbedder embedder, ArticleWords words, IOptions<DataOptions> data) : IDisposable
{
    private const int Batch = 16;

    // How much of a passage's vector is its article's topic. Half of it found more than either alone (docs/knowledge.md).
    private const float TopicShare = 0.5f;

    private VectorFile? _file;

    /// <summary>False where EMBEDDINGS is off.</summary>
    public bool IsOn => embedder.IsOn;

    /// <summary>Takes up to a second; longer while customers ask, since they go first.</summary>
    /// <returns>True when there is more to do.</returns>
    public async Task<bool> EmbedSomeAsync(IEmbeddedSnapshot snapshot, CancellationToken cancellationToken)
    {
        var vectors = snapshot.Vectors;
        if (vectors.Done == vectors.Passages) return false;
        var (at, batch) = (vectors.Done, new List<(int Passage, string Text, string Topic)>());
        for (; at < vectors.Passages && batch.Count < Batch; at++)
        {
            if (snapshot.ArticleOf[at] < 0) continue;
            var hit = snapshot.Passage(at);
            if (Understandable(hit) is not (var text, var topic)) continue;
            if (!embedder.Understands(hit.Language))
            {
                vectors.MarkGlossed(at, hit.Language);
            }
            else
            {
                words.Learn(text);
                words.Learn(topic);
            }
            if (_file?.Find(text) is { } known && _file.Find(topic) is { } about) vectors[at] = Blend(known, about);
            else batch.Add((at, text, topic));
        }
        if (batch.Count > 0) await EmbedAsync(batch, vectors, cancellationToken);
        vectors.Done = at;
        return at < vectors.Passages;
    }

    /// <summary>Names the model; vectors of two models cannot be compared.</summary>
    public string ModelId => embedder.ModelId;

    /// <summary>
    /// The vectors of passages that are kept elsewhere, in their order; null for a language that the model does not know. Like
    /// <see cref="EmbedSomeAsync"/>, each text is embedded once and kept.
    /// </summary>
    public async Task<IReadOnlyList<float[]?>> EmbedAsync(IReadOnlyList<PassageHit> hits, CancellationToken cancellationToken)
    {
        var vectors = new PassageVectors(hits.Count);
        var batch = new List<(int Passage, string Text, string Topic)>();
        foreach (var (at, hit) in hits.Index())
        {
            if (embedder.Understands(hit.Language)) batch.Add((at, TextOf(hit), TopicOf(hit)));
        }
        if (batch.Count > 0) await EmbedAsync(batch, vectors, cancellationToken);
        return [.. hits.Select((_, at) => vectors[at])];
    }

    public void Dispose() => _file?.Dispose();

    // What the model can read. Of a language that it does not know, the topic, word by word in English.
    private (string Text, string Topic)? Understandable(PassageHit hit)
    {
        if (embedder.Understands(hit.Language)) return (TextOf(hit), TopicOf(hit));
        return EnglishGlossary.ToEnglish(TopicOf(hit), hit.Language) is { } topic ? (topic, topic) : null;
    }

    // A passage alone may not say what it is about: "Within 5 days" is under the title "Refunds".
    internal static string TextOf(PassageHit hit)
    {
        var heading = hit.Passage.Heading is { } text ? $"{MarkdownText.Plain(text)}. " : "";
        return $"{hit.Title}. {heading}{MarkdownText.Plain(hit.Passage.Text)}";
    }

    // A title and its tags are short, and say in the customers' words what all of an article's passages are about.
    internal static string TopicOf(PassageHit hit) => hit.Tags.Count == 0 ? hit.Title : $"{hit.Title} ({string.Join(", ", hit.Tags)})";

    private async Task EmbedAsync(
        List<(int Passage, string Text, string Topic)> batch,
        PassageVectors vectors,
        CancellationToken cancellationToken
    )
    {
        if (_file is null)
        {
            // The width is known with the first vector only.
            var first = await embedder.EmbedAsync([batch[0].Text], cancellationToken);
            _file = new VectorFile(Path.Combine(data.Value.Folder, "vectors"), embedder.ModelId, first[0].Length);
            _file.Add(batch[0].Text, first[0]);
        }
        var missing = batch
            .SelectMany(each => (string[])[each.Text, each.Topic])
            .Distinct()
            .Where(text => _file.Find(text) is null)
            .ToList();
        var made = missing.Count == 0 ? [] : await embedder.EmbedAsync(missing, cancellationToken);
        for (var i = 0; i < made.Length; i++) _file.Add(missing[i], made[i]);
        _file.Flush();
        foreach (var (passage, text, topic) in batch) vectors[passage] = Blend(_file.Find(text)!, _file.Find(topic)!);
    }

    // Its product with a question's vector is the blend of the two similarities.
    private static float[] Blend(float[] text, float[] topic)
    {
        var blend = new float[text.Length];
        TensorPrimitives.Lerp<float>(text, topic, TopicShare, blend);
        return blend;
    }
}
