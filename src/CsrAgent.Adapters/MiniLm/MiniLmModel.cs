using Microsoft.ML.Tokenizers;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>Tokenizer and encoder of all-MiniLM-L6-v2. Safe to call from many threads.</summary>
internal sealed class MiniLmModel
{
    /// <summary>Names the vectors: those of two models, or of other weights, are not compared.</summary>
    public const string Id = "all-MiniLM-L6-v2-int8";

    // A token has rarely less than one character; without a bound a long text is cut into tokens only to be thrown away.
    private const int MaxCharacters = 4_000;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly BertTokenizer _tokenizer;
    private readonly MiniLmEncoder _encoder;

    private MiniLmModel(MiniLmFile file)
    {
        using var vocabulary = file.Vocabulary();
        using var lines = new StreamReader(new MemoryStream(vocabulary.ToArray()));
        _words = WordsOf(lines).GetAlternateLookup<ReadOnlySpan<char>>();
        _tokenizer = BertTokenizer.Create(vocabulary, Options());
        _encoder = new MiniLmEncoder(file);
    }

    /// <summary>Takes about 0.1 s. Throws <see cref="CsrAgentException"/> where the file is not the model's.</summary>
    public static MiniLmModel Load(string path) => new(new MiniLmFile(path));

    /// <summary>
    /// The vector of a text, of length 1; words beyond the first <see cref="MiniLmEncoder.MaxTokens"/> tokens do not count.
    /// </summary>
    public float[] Embed(string text) => _encoder.Encode(Tokens(text));

    /// <summary>The place of a word in the vocabulary, which is ordered by frequency; -1 for one that it knows in pieces only.</summary>
    public int RankOf(ReadOnlySpan<char> word) => _words.TryGetValue(word, out var rank) ? rank : -1;

    internal int[] Tokens(string text)
    {
        var bounded = text.Length <= MaxCharacters ? text : text[..MaxCharacters];
        int[] tokens = [.. _tokenizer.EncodeToIds(bounded)];
        if (tokens.Length <= MiniLmEncoder.MaxTokens) return tokens;
        tokens[MiniLmEncoder.MaxTokens - 1] = tokens[^1];
        return tokens[..MiniLmEncoder.MaxTokens];
    }

    // Pieces that continue a word begin with "##".
    private static Dictionary<string, int> WordsOf(StreamReader lines)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var rank = 0; lines.ReadLine() is { } line; rank++)
        {
            if (line.Length > 1 && line.All(char.IsAsciiLetterLower)) words[line] = rank;
        }
        return words;
    }

    private static BertOptions Options() =>
        new()
        {
            LowerCaseBeforeTokenization = true,
            ApplyBasicTokenization = true,
            RemoveNonSpacingMarks = true,
            IndividuallyTokenizeCjk = true,
        };
}
