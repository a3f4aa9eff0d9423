using CsrAgent.Languages;

namespace CsrAgent.Knowledge.Glossary;

/// <summary>The words of one language. Immutable.</summary>
internal sealed class LanguageGlossary
{
    private const int MaxPhrase = 5;
    private const int MinPrefix = 3;

    private readonly Dictionary<string, string> _whole = [];
    private readonly Dictionary<string, string> _beginnings = [];

    /// <param name="lines">"english = words"; without English for words that say nothing.</param>
    public LanguageGlossary(IEnumerable<string> lines)
    {
        foreach (var sides in lines.Where(line => line[0] != '#').Select(line => line.Split('=', 2)))
        {
            foreach (var word in sides[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)) Add(word, sides[0].Trim());
        }
    }

    /// <summary>Null unless at least as many words are known as are not.</summary>
    public string? ToEnglish(string text)
    {
        var words = WordsOf(text);
        var (english, known, unknown) = (new List<string>(), 0, 0);
        var at = 0;
        while (at < words.Count)
        {
            var (meaning, length) = Find(words, at);
            var read = meaning ?? words[at];
            if (read.Length > 0 && !english.Contains(read)) english.Add(read);
            if (meaning is null) unknown++;
            else if (meaning.Length > 0) known++;
            at += length;
        }
        return known > 0 && known >= unknown ? string.Join(' ', english) : null;
    }

    private void Add(string entry, string meaning)
    {
        var words = string.Join(' ', WordsOf(entry.TrimEnd('*')));
        (entry.EndsWith('*') ? _beginnings : _whole).TryAdd(words, meaning);
    }

    // The longest phrase that begins here; a word without meaning where none does.
    private (string? Meaning, int Length) Find(List<string> words, int at)
    {
        for (var length = Math.Min(MaxPhrase, words.Count - at); length > 0; length--)
        {
            var phrase = string.Join(' ', words.Skip(at).Take(length));
            if (_whole.TryGetValue(phrase, out var meaning) || FindBeginning(phrase, words[at + length - 1].Length, out meaning))
            {
                return (meaning, length);
            }
        }
        return (null, 1);
    }

    // Only the last word of a phrase may go on.
    private bool FindBeginning(string phrase, int lastWord, out string meaning)
    {
        for (var end = phrase.Length; end >= Math.Max(phrase.Length - lastWord + 1, MinPrefix); end--)
        {
            if (_beginnings.TryGetValue(phrase[..end], out meaning!)) return true;
        }
        meaning = "";
        return false;
    }

    private static List<string> WordsOf(string text)
    {
        var (words, word) = (new List<string>(), new List<char>());
        foreach (var c in text.Append(' '))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Add(Folding.Fold(c));
            }
            else if (word.Count > 0 && !Folding.IsInvisible(c))
            {
                words.Add(new string([.. word]));
                word.Clear();
            }
        }
        return words;
    }
}
