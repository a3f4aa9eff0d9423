using System.Text.RegularExpressions;
using CsrAgent.Embeddings;
using CsrAgent.Knowledge.Glossary;
using CsrAgent.Languages;
using CsrAgent.Replies;

namespace CsrAgent.Knowledge.Vectors;

/// <summary>Embeds what a customer asks: sentence by sentence, and as a continuation of what they said before.</summary>
public sealed partial class QuestionEmbedder(TextEmbedder embedder, ArticleWords words, UnrelatedQuestions unrelated)
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

    private readonly TypingErrors? _errors = embedder.Vocabulary is { } vocabulary
        ? new TypingErrors(vocabulary, words)
        : null;

    /// <summary>Null where search has to go by words: embedding is off, busy or slow, or the model does not know the language.</summary>
    /// <param name="context">What was said before, oldest first.</param>
    public async Task<QuestionVectors?> EmbedAsync(
        string text,
        IReadOnlyList<string> context,
        string language,
        CancellationToken cancellationToken
    )
    {
        if (!embedder.IsOn || string.IsNullOrWhiteSpace(text) || Understandable(text, language) is not { } asked) return null;
        var glossedFrom = embedder.Understands(language) ? null : language;
        var texts = SentencesOf(asked);
        if (context.Count > 0) texts.Add($"{Bound(Before(context[^1], language))} {asked}");
        if (await embedder.TryEmbedAsync(texts, cancellationToken) is not { } vectors) return null;
        if (context.Count == 0)
        {
            return new QuestionVectors(vectors, null) { Unrelated = NearestUnrelated(vectors), GlossedFrom = glossedFrom };
        }
        return new QuestionVectors(vectors[..^1], vectors[^1])
        {
            ContextShare = WordCount(text) <= ShortWords ? ShortShare : LongShare,
            GlossedFrom = glossedFrom,
            // "What happens now?" is asked everywhere, and about a parcel only here.
            Unrelated = Math.Min(NearestUnrelated(vectors[..^1]), NearestUnrelated(vectors[^1..])),
        };
    }

    // What the model can read: in a language that it does not know, word by word in English.
    private string? Understandable(string text, string language)
    {
        var asked = Asked(text, language);
        if (!embedder.Understands(language)) return EnglishGlossary.ToEnglish(asked, language);
        return _errors is null ? asked : _errors.Correct(asked);
    }

    private string Before(string text, string language) =>
        embedder.Understands(language) ? text : EnglishGlossary.ToEnglish(text, language) ?? text;

    private float NearestUnrelated(float[][] vectors) => vectors.Max(vector => unrelated.NearestTo(vector) ?? -1);

    // Numbers of orders mean nothing, nor does a greeting: "hi, quick question: …".
    internal static string Asked(string text, string language)
    {
        var rest = Identifier().Replace(text, " ");
        while (rest.IndexOfAny([',', ':']) is > 0 and var at && SmallTalk.Find(rest[..at], language) is not null) rest = rest[(at + 1)..];
        return rest.Any(char.IsLetter) ? rest.Trim() : text;
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

    [GeneratedRegex(@"(?<![\w.])#?(?:[A-Za-z]{1,4}[-_]?)?\d{5,}(?![\w.])", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
