using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsrAgent.Knowledge;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Cache;

/// <summary>
/// A question whatever its case, spacing and marks, and the passages that were found for it. Only hashes, so that nothing of what a
/// customer wrote is kept.
/// </summary>
/// <param name="Question">Of its words and the language of the answer.</param>
/// <param name="Passages">Of all that an answer may be based on: an article that changes, comes or goes changes it.</param>
internal readonly record struct AnswerKey(UInt128 Question, UInt128 Passages)
{
    /// <summary>Null for a question without words.</summary>
    public static AnswerKey? Of(AnswerRequest request)
    {
        var words = WordsOf(request.Question);
        return words.Length == 0 ? null : new(Hash($"{request.Language}\n{words}"), Hash(TextOf(request.Passages)));
    }

    private static string WordsOf(string text)
    {
        var words = new StringBuilder(text.Length);
        var tokenizer = new Tokenizer(text, TokenRules.Wording);
        while (tokenizer.Next(out var token))
        {
            if (token.Kind != TokenKind.Word) continue;
            if (words.Length > 0) words.Append(' ');
            words.Append(TokenText.Lower(text.AsSpan(token.Start, token.Length)));
        }

        return words.ToString();
    }

    private static string TextOf(IReadOnlyList<PassageHit> passages)
    {
        var text = new StringBuilder();
        foreach (var hit in passages)
        {
            foreach (var part in (ReadOnlySpan<string?>)[hit.ArticleId, hit.Title, hit.Url, hit.Passage.Heading, hit.Passage.Text])
            {
                text.Append(part?.Length ?? -1).Append('\n').Append(part);
            }
        }

        return text.ToString();
    }

    // Two different questions must never meet.
    private static UInt128 Hash(string text) =>
        BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
