using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using CsrAgent.Knowledge;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Whether words stand in a passage. White space, markup and case do not count. An article's whole sentence is about everybody; a part of
/// one may say something else on its own: "If your refund has been issued" is not "Your refund has been issued".
/// </summary>
internal sealed partial class QuotedPassages(Func<IReadOnlyList<PassageHit>> passages)
{
    private static readonly char[] EndMarks = ['.', '!', '?', ':', ';', ',', '。', '！', '？'];

    // A passage of the index lives as long as the index, and is read once.
    private static readonly ConditionalWeakTable<Passage, Quotable> Read = [];

    // One sentence is asked about several times.
    private string _text = "";
    private string _words = "";

    /// <summary>The words stand in one passage, anywhere.</summary>
    public bool HaveWords(string text) => Find(text, whole: false);

    /// <summary>The words are a whole sentence of one passage, or several in a row.</summary>
    public bool HaveSentences(string text) => Find(text, whole: true);

    private const StringComparison Ignore = StringComparison.OrdinalIgnoreCase;

    private bool Find(string text, bool whole)
    {
        if (!ReferenceEquals(text, _text)) (_text, _words) = (text, Normalize(text));
        if (_words.Length == 0) return false;
        foreach (var hit in passages())
        {
            var passage = Read.GetValue(hit.Passage, Quotable.Of);
            if (whole ? passage.HasSentences(_words) : passage.Text.Contains(_words, Ignore)) return true;
        }

        return false;
    }

    private static string Normalize(string text) => Blanks().Replace(text, " ").Trim().TrimEnd(EndMarks);

    [GeneratedRegex(@"[\s*_>#|-]+")]
    private static partial Regex Blanks();

    /// <param name="Text">The sentences, one space apart.</param>
    /// <param name="Starts">Where they start.</param>
    /// <param name="Ends">Where they end, without the mark at the end.</param>
    private sealed record Quotable(string Text, HashSet<int> Starts, HashSet<int> Ends)
    {
        public static Quotable Of(Passage passage)
        {
            var (text, starts, ends) = (new StringBuilder(), new HashSet<int>(), new HashSet<int>());
            foreach (var sentence in Sentences.Split(passage.Text))
            {
                var words = Blanks().Replace(sentence, " ").Trim();
                if (words.Length == 0) continue;
                starts.Add(text.Length);
                ends.Add(text.Length + words.TrimEnd(EndMarks).Length);
                text.Append(words).Append(' ');
            }

            return new(text.ToString(), starts, ends);
        }

        public bool HasSentences(string words)
        {
            for (var at = Text.IndexOf(words, Ignore); at >= 0; at = Text.IndexOf(words, at + 1, Ignore))
            {
                if (Starts.Contains(at) && Ends.Contains(at + words.Length)) return true;
            }

            return false;
        }
    }
}
