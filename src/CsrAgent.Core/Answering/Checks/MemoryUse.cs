using CsrAgent.Knowledge;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Whether an answer uses what is known from earlier conversations: it has words of a memory that stand in nothing else that the model was
/// given. The customer is told then, whatever the model says itself.
/// </summary>
internal static class MemoryUse
{
    private const int MinWords = 2;

    public static bool IsIn(string answer, AnswerRequest request, IReadOnlyList<PassageHit> passages)
    {
        if (request.Memories.Count == 0) return false;
        var said = Words(answer, request.Language);
        var elsewhere = passages
            .SelectMany(hit => new[] { hit.Title, hit.Passage.Heading, hit.Passage.Text })
            .Concat(request.History.Select(message => message.Text))
            .Concat(request.Messages)
            .OfType<string>()
            .SelectMany(text => Words(text, request.Language))
            .ToHashSet(StringComparer.Ordinal);
        return request.Memories.Any(memory =>
            Words(memory.Text, request.Language).Where(word => said.Contains(word) && !elsewhere.Contains(word)).ToList() is var own
            && (own.Count >= MinWords || own.Exists(IsNumber))
        );
    }

    // An order's number alone gives it away.
    private static bool IsNumber(string word) => word.Length >= 3 && word.Any(char.IsAsciiDigit);

    private static HashSet<string> Words(string text, string language) => [.. StemmedWords.Of(text, language)];
}
