using System.Collections.Frozen;
using System.Runtime.InteropServices;
using CsrAgent.Languages;

namespace CsrAgent.Replies;

/// <summary>
/// Messages that only greet, thank or say goodbye: there is nothing to look up, and answering them does not show knowledge.
/// </summary>
internal sealed class SmallTalk
{
    private const int MaxWords = 12;
    private const int MaxPhraseLength = 7;
    private const int MaxSigns = 12;

    private static readonly string[] Nods = ["👍", "👌", "✅", "🙏", "❤", "😊", "🙂", "😀", "👏", ":)", ":-)", ";)"];

    private static readonly FrozenDictionary<string, SmallTalk> All = Resource
        .ReadJson<Dictionary<string, SmallTalkWords>>("Replies.SmallTalk.json")
        .ToFrozenDictionary(entry => entry.Key, entry => new SmallTalk(entry.Value));

    private readonly FrozenDictionary<string, SmallTalkKind> _texts;
    private readonly FrozenSet<string> _firstWords;
    private readonly FrozenSet<string> _fillers;

    private SmallTalk(SmallTalkWords words)
    {
        _texts = words.Entries().DistinctBy(phrase => phrase.Text).ToFrozenDictionary(phrase => phrase.Text, phrase => phrase.Kind);
        _firstWords = _texts.Keys.Select(phrase => phrase.Split(' ')[0]).ToFrozenSet();
        _fillers = words.Fillers.ToFrozenSet();
    }

    /// <summary>The kind of small talk and its language; null if the text says more than that.</summary>
    public static (SmallTalkKind Kind, string Language)? Find(string text, string language)
    {
        var words = Words(text);
        if (words.Count is 0 or > MaxWords) return words.Count == 0 && FindInSigns(text) is { } signs ? (signs, language) : null;
        if (All.GetValueOrDefault(language)?.Match(words) is { } kind) return (kind, language);
        foreach (var (code, talk) in All)
        {
            // A greeting identifies its language better than detection from a few letters.
            if (talk.Match(words) is { } other) return (other, code);
        }

        return null;
    }

    private static SmallTalkKind? FindInSigns(string text)
    {
        var signs = text.Trim();
        if (signs.Length is 0 or > MaxSigns || signs.Any(char.IsLetterOrDigit)) return null;
        return Nods.Any(nod => text.Contains(nod, StringComparison.Ordinal)) ? SmallTalkKind.Acknowledgement : SmallTalkKind.Unclear;
    }

    private SmallTalkKind? Match(List<string> words)
    {
        SmallTalkKind? found = null;
        var at = 0;
        while (at < words.Count)
        {
            var length = LongestMatch(words, at, out var kind);
            if (length > 0 && !IsAside(kind, length, words)) found = found is { } before && before > kind ? before : kind;
            else if (length == 0 && _fillers.Contains(words[at])) length = 1;
            else if (length == 0) return null;
            at += length;
        }

        return found;
    }

    // "Thanks for your help" does not call for help.
    private static bool IsAside(SmallTalkKind kind, int length, List<string> words) =>
        kind == SmallTalkKind.Help && length == 1 && words.Count > 2;

    private int LongestMatch(List<string> words, int at, out SmallTalkKind kind)
    {
        for (var length = _firstWords.Contains(words[at]) ? Math.Min(MaxPhraseLength, words.Count - at) : 0; length > 0; length--)
        {
            if (_texts.TryGetValue(string.Join(' ', CollectionsMarshal.AsSpan(words).Slice(at, length)), out kind)) return length;
        }

        kind = default;
        return 0;
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        if (text.Length > 200 || text.Contains('?') && text.Length > 40) return words;
        var tokenizer = new Tokenizer(text, TokenRules.Wording);
        while (tokenizer.Next(out var token))
        {
            if (token.Kind == TokenKind.Word) words.Add(Unstretched(TokenText.Lower(text.AsSpan(token.Start, token.Length))));
        }

        return words;
    }

    // "helloooo": no word has a letter three times in a row.
    private static string Unstretched(string word)
    {
        for (var i = word.Length - 1; i >= 2; i--)
        {
            if (word[i] == word[i - 1] && word[i] == word[i - 2] && char.IsLetter(word[i])) return Unstretched(Shortened(word, i));
        }
        return word;
    }

    private static string Shortened(string word, int end)
    {
        var start = end;
        while (start > 0 && word[start - 1] == word[end]) start--;
        return word.Remove(start, end - start);
    }
}
