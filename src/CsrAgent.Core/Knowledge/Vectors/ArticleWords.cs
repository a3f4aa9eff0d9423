using System.Collections.Concurrent;
using CsrAgent.Languages;

namespace CsrAgent.Knowledge.Vectors;

/// <summary>
/// The words of the articles, in lower case: a word found there is not a typo when a customer writes it. Bounded; the words of
/// articles that are gone stay until the process ends.
/// </summary>
public sealed class ArticleWords
{
    private const int MaxWords = 200_000;

    private readonly ConcurrentDictionary<string, bool> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> _spans;
    private int _count;

    public ArticleWords() => _spans = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    public void Learn(string text)
    {
        var tokenizer = new Tokenizer(text, TokenRules.Wording);
        while (tokenizer.Next(out var token) && Volatile.Read(ref _count) < MaxWords)
        {
            if (token.Kind != TokenKind.Word) continue;
            if (_spans.TryAdd(text.AsSpan(token.Start, token.Length), true)) Interlocked.Increment(ref _count);
        }
    }

    public bool Contains(ReadOnlySpan<char> word) => _spans.ContainsKey(word);
}
