using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsrAgent.Answering.Deeds;

/// <summary>Sequences of words that are looked for in a sentence, by their first word.</summary>
internal sealed class PhraseList
{
    private readonly Dictionary<string, string[][]> _byFirst;

    public PhraseList(IEnumerable<string> phrases) =>
        _byFirst = phrases.Select(phrase => phrase.Split(' ')).GroupBy(parts => parts[0]).ToDictionary(group => group.Key, group => group.ToArray());

    public bool IsEmpty => _byFirst.Count == 0;

    /// <summary>True when one of the sequences lies wholly within these words.</summary>
    public bool IsWithin(List<Word> words, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (IsAt(words, at, to))
                return true;
        }

        return false;
    }

    public bool IsAt(List<Word> words, int at, int to) =>
        _byFirst.TryGetValue(words[at].Text, out var candidates) && candidates.Any(parts => at + parts.Length <= to && Matches(words, at, parts));

    public static bool Matches(List<Word> words, int at, string[] parts)
    {
        if (at + parts.Length > words.Count)
            return false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (words[at + i].Text != parts[i])
                return false;
        }

        return true;
    }
}

/// <summary>A list of phrases in JSON is an array of strings.</summary>
internal sealed class PhraseListConverter : JsonConverter<PhraseList>
{
    public override PhraseList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, PhraseList value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Phrase lists are only read.");
}
