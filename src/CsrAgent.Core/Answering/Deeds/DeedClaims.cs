using System.Collections.Frozen;
using CsrAgent.Knowledge;

namespace CsrAgent.Answering.Deeds;

/// <summary>
/// Tells sentences that claim a deed ("I have refunded you", "your order has been cancelled") from those that only talk of one ("once
/// your order has been shipped", "refunds are issued within 5 days"). By word lists, so that it is the same each time, costs
/// microseconds, and runs while the answer streams. In doubt it sees a claim: that costs one more call, a missed one costs trust.
/// </summary>
internal static class DeedClaims
{
    private const int LongestSentence = 2_000;

    private static readonly Dictionary<string, DeedLexicon> _lexicons = EmbeddedJson.Read<Dictionary<string, DeedLexicon>>("Deeds.DeedClaims.json");

    // A model may fall into another language than it was asked for, so whole sentences are checked in all.
    private static readonly DeedMatcher _all = new(_lexicons.Values);

    // A growing sentence is held back only by its own language and English: what opens a claim in one is an everyday word in another.
    private static readonly DeedMatcher _english = new([_lexicons["en"]]);

    private static readonly FrozenDictionary<string, DeedMatcher> _growing =
        _lexicons.ToFrozenDictionary(entry => entry.Key, entry => new DeedMatcher(new[] { entry.Value, _lexicons["en"] }.Distinct()));

    /// <summary>The first sentence that claims what <paramref name="proven"/> does not show; null when all is well.</summary>
    public static string? FindUnproven(string text, DeedProof proven, IReadOnlyList<PassageHit> passages) =>
        Sentences.Split(text).FirstOrDefault(sentence => IsUnproven(sentence, proven, passages));

    public static bool IsUnproven(string sentence, DeedProof proven, IReadOnlyList<PassageHit> passages)
    {
        var words = Clause.Read(sentence.AsSpan(0, Math.Min(sentence.Length, LongestSentence)));
        // A question claims nothing; what stands before its last comma may: "I have refunded you, anything else?"
        var to = IsQuestion(sentence) ? words.FindLastIndex(word => word.Opens) : words.Count;
        return _all.HasUnproven(words, to, proven) && !ArticleLabel.Explains(sentence, passages);
    }

    /// <summary>From where on a growing sentence has to be held back until it is whole; its length when nothing does.</summary>
    public static int HoldFrom(ReadOnlySpan<char> partial, string language)
    {
        var lastMayGrow = partial.Length > 0 && (Clause.IsWordPart(partial[^1]) || partial[^1] is '\'' or '’' or '-');
        var at = _growing.GetValueOrDefault(language, _english).FirstOpening(Clause.Read(partial), lastMayGrow);
        return at < 0 ? partial.Length : at;
    }

    private static bool IsQuestion(string sentence) => sentence.AsSpan().TrimEnd("\"'”’»)]*_ \n").EndsWith("?");
}
