using CsrAgent.Replies;
using Microsoft.Extensions.Options;

namespace CsrAgent.Answering;

/// <summary>
/// What tells customers that an AI answers (EU AI Act, article 50): in the first words of a conversation, and whenever they ask. In code,
/// since a model may be talked out of what its prompt says.
/// </summary>
internal sealed class AiDisclosure(IOptions<AnsweringOptions> options)
{
    /// <param name="language">The customer's (ISO 639-1).</param>
    public string FirstWords(string language) =>
        options.Value.Disclosure is { Length: > 0 } own ? own : ReplyTexts.For(language).Disclosure;

    /// <summary>
    /// The truth, where the customer asks among other things who answers and the answer does not say it already; else null.
    /// </summary>
    /// <param name="messages">The turn's.</param>
    public static string? Truth(IEnumerable<string> messages, string language, string answer)
    {
        if (IdentityQuestion.Language(messages, language) is not { } asked) return null;
        var truth = ReplyTexts.For(asked).Identity;
        return answer.Contains(truth, StringComparison.Ordinal) ? null : truth;
    }
}
