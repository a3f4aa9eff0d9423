namespace CsrAgent.Languages;

/// <summary>
/// The languages of the Latin script: how likely each group of three letters is in each, and the small words of each. Built once from
/// "profiles.txt".
/// </summary>
internal sealed class LatinProfiles
{
    private const float Unseen = 0.4f;
    private const float WordWeight = 3.0f;
    private const int FewestWords = 3;
    private const double FewestKnown = 0.45;
    private const double MinConfidence = 0.4;
    private const int FewWords = 5;
    private const double MinConfidenceOfFew = 0.8;

    private readonly string[] _codes;
    private readonly Dictionary<ulong, float[]> _groups = [];
    private readonly Dictionary<string, float[]> _words = new(StringComparer.Ordinal);

    private LatinProfiles(List<(string Code, string Words, string Text)> sources)
    {
        _codes = [.. sources.Select(source => source.Code)];
        for (var i = 0; i < sources.Count; i++)
        {
            Count(sources[i].Text + " " + sources[i].Words, i);
            foreach (var word in LatinText.Words(sources[i].Words).Distinct(StringComparer.Ordinal))
                Row(_words, word)[i] = 1;
        }

        Weigh();
    }

    public static LatinProfiles FromResource()
    {
        var sources = new List<(string, string, string)>();
        foreach (var part in Resource.Read("Languages.profiles.txt").Split("\n[").Skip(1))
        {
            var lines = part.Split('\n');
            sources.Add((lines[0].TrimEnd(']', '\r'), lines[1][2..], lines[2][2..]));
        }

        return new LatinProfiles(sources);
    }

    public DetectedLanguage Detect(string text, int enough)
    {
        Span<float> scores = stackalloc float[_codes.Length];
        Span<char> letters = stackalloc char[enough + 2];
        var line = letters[..LatinText.Read(text, letters)];
        var (seen, known) = ScoreGroups(line, scores);
        var words = ScoreWords(line, scores);
        var length = line.Count(' ') - 1;
        if (length < FewestWords || (words == 0 && line.Length < 8 * FewestWords) || known < seen * FewestKnown)
            return DetectedLanguage.Unsure;
        return Decide(scores, seen, length);
    }

    private DetectedLanguage Decide(ReadOnlySpan<float> scores, int seen, int words)
    {
        var (best, second) = (0, -1);
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                (best, second) = (i, best);
            else if (second < 0 || scores[i] > scores[second])
                second = i;
        }

        // A lead that three words give may be chance; in a long text a small lead per letter is none.
        var confidence = 1 - Math.Exp(-(scores[best] - scores[second]) / (1 + (10.0 / words) + (0.03 * seen)));
        return confidence < (words < FewWords ? MinConfidenceOfFew : MinConfidence) ? DetectedLanguage.Unsure : new DetectedLanguage(_codes[best], Math.Min(0.99, confidence));
    }

    private (int Seen, int Known) ScoreGroups(ReadOnlySpan<char> line, Span<float> scores)
    {
        var (seen, known) = (0, 0);
        for (var i = 0; i + 3 <= line.Length; i++, seen++)
        {
            if (!_groups.TryGetValue(Group(line, i), out var row))
                continue;
            known++;
            for (var language = 0; language < scores.Length; language++)
                scores[language] += row[language];
        }

        return (seen, known);
    }

    private int ScoreWords(ReadOnlySpan<char> line, Span<float> scores)
    {
        var found = 0;
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in line.Split(' '))
        {
            if (!lookup.TryGetValue(line[range], out var row))
                continue;
            found++;
            for (var language = 0; language < scores.Length; language++)
                scores[language] += row[language];
        }

        return found;
    }

    private void Count(string text, int language)
    {
        var letters = new char[text.Length + 2];
        var line = letters.AsSpan(0, LatinText.Read(text, letters));
        for (var i = 0; i + 3 <= line.Length; i++)
            Row(_groups, Group(line, i))[language]++;
    }

    // Counts become logarithms of likelihoods, less the average over the languages: common groups say little.
    private void Weigh()
    {
        var totals = new float[_codes.Length];
        foreach (var row in _groups.Values)
            for (var i = 0; i < totals.Length; i++)
                totals[i] += row[i];
        foreach (var row in _groups.Values)
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = MathF.Log((row[i] + Unseen) / (totals[i] + (Unseen * _groups.Count)));
            var mean = row.Average();
            for (var i = 0; i < row.Length; i++)
                row[i] -= mean;
        }

        // A word of one language says much, one of eight little.
        foreach (var row in _words.Values)
        {
            var weight = WordWeight / MathF.Sqrt(row.Sum());
            for (var i = 0; i < row.Length; i++)
                row[i] *= weight;
        }
    }

    private float[] Row<TKey>(Dictionary<TKey, float[]> rows, TKey key) where TKey : notnull =>
        rows.TryGetValue(key, out var row) ? row : rows[key] = new float[_codes.Length];

    private static ulong Group(ReadOnlySpan<char> line, int at) => ((ulong)line[at] << 32) | ((ulong)line[at + 1] << 16) | line[at + 2];
}
