using System.Text.RegularExpressions;
using CsrAgent.Languages;
using CsrAgent.Replies;

namespace CsrAgent.Answering.Grounded;

/// <summary>Splits a burst of messages into its questions.</summary>
internal static partial class QuestionSplitter
{
    private const int MaxQuestions = 3;
    private const int MinLetters = 8;
    private const int MinWords = 3;

    /// <summary>
    /// At most three, in order. Each message is a question, and so is each sentence with a question mark if a message has several, and what
    /// follows "and how", "also where" and the like. Small talk, and fragments that say too little to be searched alone, are left out.
    /// </summary>
    public static IReadOnlyList<string> Split(IReadOnlyList<string> messages) =>
        [
            .. messages
                .SelectMany(Questions)
                .Where(text => text.Count(char.IsLetterOrDigit) >= MinLetters && SmallTalk.Find(text, "en") is null)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(MaxQuestions),
        ];

    private static IEnumerable<string> Questions(string message)
    {
        var asked = Sentences.Split(message).Where(IsAsked).ToArray();
        return (asked.Length > 1 ? asked : [message]).SelectMany(Joined);
    }

    // "How do I return it and when …" is searched as one if either half says too little.
    private static IEnumerable<string> Joined(string question)
    {
        var parts = And().Split(question);
        return Array.TrueForAll(parts, SaysEnough) ? parts : [question];
    }

    private static bool SaysEnough(string part) => part.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= MinWords;

    private static bool IsAsked(string sentence) => sentence.EndsWith('?') || sentence.EndsWith('？') || sentence.EndsWith('؟');

    [GeneratedRegex(
        @"[,;.]?\s+(?:(?:and|also|und|et|y|e|en|och|og)\s+)+(?:also\s+|auch\s+|aussi\s+|también\s+|também\s+|anche\s+|ook\s+)?"
            + @"(?=(?:how|where|what|when|why|which|who|can i|could i|do you|is there|wie|wo|was|wann|warum|kann ich|comment|où|quand"
            + @"|pourquoi|combien|cómo|dónde|cuándo|cuánto|como|onde|quando|quanto|come|dove|hoe|waar|wanneer)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex And();
}
