using CsrAgent.Languages;
using CsrAgent.Replies;

namespace CsrAgent.Answering.Grounded;

/// <summary>Splits a burst of messages into its questions.</summary>
internal static class QuestionSplitter
{
    private const int MaxQuestions = 3;
    private const int MinLetters = 8;

    /// <summary>
    /// At most three, in order. Each message is a question, and so is each sentence with a question mark if a message has several. Small
    /// talk, and fragments that say too little to be searched alone, are left out.
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
        return asked.Length > 1 ? asked : [message];
    }

    private static bool IsAsked(string sentence) => sentence.EndsWith('?') || sentence.EndsWith('？') || sentence.EndsWith('؟');
}
