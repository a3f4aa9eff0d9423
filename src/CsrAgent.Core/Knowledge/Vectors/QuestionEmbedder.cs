using CsrAgent.Embeddings;
using CsrAgent.Languages;

namespace CsrAgent.Knowledge.Vectors;

/// <summary>Embeds what a customer asks: sentence by sentence, and as a continuation of what they said before.</summary>
public sealed class QuestionEmbedder(TextEmbedder embedder)
{
    // Of a long message its beginning and its end: what it is about, and what is asked.
    private const int MaxSentences = 8;

    // "Hi there." asks nothing.
    private const int MinWords = 3;
    private const int MaxContext = 300;

    // "and how long does that take?" leans on what was said before; a longer message mostly stands alone.
    private const int ShortWords = 6;
    private const float ShortShare = 0.7f;
    private const float LongShare = 0.3f;

    /// <summary>Null where search has to go by words: embedding is off, busy or slow, or the model does not know the language.</summary>
    /// <param name="context">What was said before, oldest first.</param>
    public async Task<QuestionVectors?> EmbedAsync(
        string text,
        IReadOnlyList<string> context,
        string language,
        CancellationToken cancellationToken
    )
    {
        if (!embedder.IsOn || !embedder.Understands(language) || string.IsNullOrWhiteSpace(text)) return null;
        var texts = SentencesOf(text);
        if (context.Count > 0) texts.Add($"{Bound(context[^1])} {text}");
        if (await embedder.TryEmbedAsync(texts, cancellationToken) is not { } vectors) return null;
        if (context.Count == 0) return new QuestionVectors(vectors, null);
        return new QuestionVectors(vectors[..^1], vectors[^1]) { ContextShare = WordCount(text) <= ShortWords ? ShortShare : LongShare };
    }

    internal static List<string> SentencesOf(string text)
    {
        var sentences = Sentences
            .Split(text)
            .Select(sentence => sentence.Trim())
            .Where(sentence => WordCount(sentence) >= MinWords)
            .ToList();
        if (sentences.Count <= 1) return [text];
        if (sentences.Count <= MaxSentences) return sentences;
        return [.. sentences[..(MaxSentences / 2)], .. sentences[^(MaxSentences / 2)..]];
    }

    private static string Bound(string text) => text.Length <= MaxContext ? text : text[..MaxContext];

    private static int WordCount(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
