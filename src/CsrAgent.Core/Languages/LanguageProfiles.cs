using System.Numerics.Tensors;
using System.Text;

namespace CsrAgent.Languages;

/// <summary>
/// The languages of one script: how likely each trigram is in each, and the common words of each. Built once from a file such as
/// "latin.txt". Immutable; detection allocates nothing.
/// </summary>
internal sealed class LanguageProfiles
{
    private const float Unseen = 0.4f;
    private const float WordWeight = 3.0f;
    private const int MinWords = 3;
    private const double MinKnown = 0.45;
    private const double MinConfidence = 0.4;
    private const int FewWords = 5;
    private const double MinConfidenceOfFew = 0.72;

    // English took many of its words from other languages: letter groups alone have to be clearer than this to be read as one of those.
    private const double MinConfidenceOfGroups = 0.94;
    private const string Borrower = "en";

    private readonly string[] _codes;
    private readonly int _borrower;
    private readonly ProfileTable _groups;
    private readonly ProfileTable _words;

    private LanguageProfiles(List<(string Code, string Words, string Text)> sources)
    {
        _codes = [.. sources.Select(source => source.Code)];
        _borrower = Array.IndexOf(_codes, Borrower);
        (_groups, _words) = (new ProfileTable(_codes.Length), new ProfileTable(_codes.Length));
        for (var i = 0; i < sources.Count; i++)
        {
            Count(sources[i].Text + " " + sources[i].Words, i);
            foreach (var word in PlainText.Words(sources[i].Words).Distinct(StringComparer.Ordinal))
            {
                _words.Row(ProfileTable.KeyOf(word))[i] = 1;
            }
        }

        Weigh();
    }

    public static LanguageProfiles FromResource(string name)
    {
        var sources = new List<(string, string, string)>();
        foreach (var part in Resource.Read(name).Split("\n[").Skip(1))
        {
            var lines = part.Split('\n');
            sources.Add((lines[0].TrimEnd(']', '\r'), lines[1][2..], lines[2][2..]));
        }

        return new LanguageProfiles(sources);
    }

    /// <summary>The language, if the text is clear enough.</summary>
    public DetectedLanguage Detect(string text, int enough)
    {
        Span<float> scores = stackalloc float[_groups.Width];
        Span<char> letters = stackalloc char[enough + 2];
        var line = letters[..PlainText.Read(text, letters)];
        Span<float> common = stackalloc float[_groups.Width];
        var words = ScoreWords(line, common);
        var (seen, known) = ScoreGroups(line, scores);
        TensorPrimitives.Add(scores, common, scores);
        var length = line.Count(' ') - 1;
        if (length < MinWords || (words == 0 && line.Length < 8 * MinWords) || known < seen * MinKnown) return DetectedLanguage.Unsure;
        var detected = Decide(scores[.._codes.Length], seen, length);
        return MayBeBorrowed(detected, line, common) ? DetectedLanguage.Unsure : detected;
    }

    /// <summary>The likeliest language, however little the text says.</summary>
    public string Likeliest(string text, int enough)
    {
        Span<float> scores = stackalloc float[_groups.Width];
        Span<char> letters = stackalloc char[enough + 2];
        var line = letters[..PlainText.Read(text, letters)];
        ScoreGroups(line, scores);
        ScoreWords(line, scores);
        return _codes[BestTwo(scores[.._codes.Length]).Best];
    }

    // Neither a common word that English does not have, nor a letter.
    private bool MayBeBorrowed(DetectedLanguage detected, ReadOnlySpan<char> line, ReadOnlySpan<float> common) =>
        _borrower >= 0
        && detected.Code is { } code
        && detected.Confidence < MinConfidenceOfGroups
        && code != Borrower
        && common[Array.IndexOf(_codes, code)] <= common[_borrower]
        && Ascii.IsValid(line);

    private DetectedLanguage Decide(ReadOnlySpan<float> scores, int seen, int words)
    {
        var (best, second) = BestTwo(scores);
        // A lead from three words may be chance; in a long text, even a small lead per letter is not.
        var confidence = 1 - Math.Exp(-(scores[best] - scores[second]) / (1 + (10.0 / words) + (0.03 * seen)));
        return confidence < (words < FewWords ? MinConfidenceOfFew : MinConfidence)
            ? DetectedLanguage.Unsure
            : new DetectedLanguage(_codes[best], Math.Min(0.99, confidence));
    }

    private static (int Best, int Second) BestTwo(ReadOnlySpan<float> scores)
    {
        var (best, second) = (0, -1);
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best]) (best, second) = (i, best);
            else if (second < 0 || scores[i] > scores[second]) second = i;
        }

        return (best, second);
    }

    private (int Seen, int Known) ScoreGroups(ReadOnlySpan<char> line, Span<float> scores)
    {
        var known = 0;
        for (var i = 0; i + 3 <= line.Length; i++) known += _groups.AddTo(scores, Group(line, i)) ? 1 : 0;
        return (Math.Max(0, line.Length - 2), known);
    }

    private int ScoreWords(ReadOnlySpan<char> line, Span<float> scores)
    {
        var found = 0;
        foreach (var range in line.Split(' ')) found += _words.AddTo(scores, ProfileTable.KeyOf(line[range])) ? 1 : 0;
        return found;
    }

    private void Count(string text, int language)
    {
        var letters = new char[text.Length + 2];
        var line = letters.AsSpan(0, PlainText.Read(text, letters));
        for (var i = 0; i + 3 <= line.Length; i++) _groups.Row(Group(line, i))[language]++;
    }

    // Counts become log-likelihoods, minus the average over the languages: common groups say little.
    private void Weigh()
    {
        var totals = new float[_codes.Length];
        _groups.Each(row =>
        {
            for (var i = 0; i < totals.Length; i++) totals[i] += row[i];
        });
        _groups.Each(row =>
        {
            for (var i = 0; i < totals.Length; i++) row[i] = MathF.Log((row[i] + Unseen) / (totals[i] + (Unseen * _groups.Count)));
            var mean = row[..totals.Length].ToArray().Average();
            for (var i = 0; i < totals.Length; i++) row[i] -= mean;
        });

        // A word of one language says much, a word of eight little.
        _words.Each(row =>
        {
            var weight = WordWeight / MathF.Sqrt(row.ToArray().Sum());
            for (var i = 0; i < totals.Length; i++) row[i] *= weight;
        });
    }

    private static ulong Group(ReadOnlySpan<char> line, int at) => ((ulong)line[at] << 32) | ((ulong)line[at + 1] << 16) | line[at + 2];
}
