using CsrAgent.Embeddings;
using CsrAgent.Knowledge.Passages;
using CsrAgent.Knowledge.Ranking;
using CsrAgent.Settings;
using Microsoft.Extensions.Options;

namespace CsrAgent.Knowledge.Vectors;

/// <summary>
/// Gives the passages of a snapshot their vectors, some at a time. Those that were embedded before, in this process or an earlier one, come
/// from <c>DATA_DIR/vectors</c>. Called by one loop at a time.
/// </summary>
public sealed class PassageEmbedder(TextEmbedder embedder, IOptions<DataOptions> data) : IDisposable
{
    private const int Batch = 16;

    private VectorFile? _file;

    /// <summary>False where EMBEDDINGS is off.</summary>
    public bool IsOn => embedder.IsOn;

    /// <summary>Takes at most a second or so.</summary>
    /// <returns>True when there is more to do.</returns>
    public async Task<bool> EmbedSomeAsync(IEmbeddedSnapshot snapshot, CancellationToken cancellationToken)
    {
        var vectors = snapshot.Vectors;
        if (vectors.Done == vectors.Passages) return false;
        var (at, batch) = (vectors.Done, new List<(int Passage, string Text)>());
        for (; at < vectors.Passages && batch.Count < Batch; at++)
        {
            if (snapshot.ArticleOf[at] < 0) continue;
            var hit = snapshot.Passage(at);
            if (!embedder.Understands(hit.Language)) continue;
            var text = TextOf(hit);
            if (_file?.Find(text) is { } known) vectors[at] = known;
            else batch.Add((at, text));
        }
        if (batch.Count > 0) await EmbedAsync(batch, vectors, cancellationToken);
        vectors.Done = at;
        return at < vectors.Passages;
    }

    public void Dispose() => _file?.Dispose();

    // A passage alone may not say what it is about: "Within 5 days" is under the title "Refunds".
    internal static string TextOf(PassageHit hit)
    {
        var heading = hit.Passage.Heading is { } text ? $"{MarkdownText.Plain(text)}. " : "";
        return $"{hit.Title}. {heading}{MarkdownText.Plain(hit.Passage.Text)}";
    }

    private async Task EmbedAsync(List<(int Passage, string Text)> batch, PassageVectors vectors, CancellationToken cancellationToken)
    {
        if (_file is null)
        {
            // The width is known with the first vector only.
            var first = await embedder.EmbedAsync([batch[0].Text], cancellationToken);
            _file = new VectorFile(Path.Combine(data.Value.Folder, "vectors"), embedder.ModelId, first[0].Length);
        }
        var missing = batch.Where(each => _file.Find(each.Text) is null).ToList();
        var made = missing.Count == 0 ? [] : await embedder.EmbedAsync([.. missing.Select(each => each.Text)], cancellationToken);
        for (var i = 0; i < made.Length; i++) _file.Add(missing[i].Text, made[i]);
        _file.Flush();
        foreach (var (passage, text) in batch) vectors[passage] = _file.Find(text);
    }
}
