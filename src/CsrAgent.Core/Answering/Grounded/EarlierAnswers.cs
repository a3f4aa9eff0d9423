using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Replies;

namespace CsrAgent.Answering.Grounded;

/// <summary>What the agent has already said in this conversation: nobody is given the same text twice.</summary>
internal sealed class EarlierAnswers(IReadOnlyList<Message> history)
{
    // A long passage may have been cut.
    private const int Compared = 120;

    private readonly Message[] _answers = [.. history.Where(message => message.Role == MessageRole.Agent)];

    /// <summary>The articles of the last answer; empty if it had none.</summary>
    public IReadOnlyList<ArticleReference> LastArticles => _answers is [.., var last] ? last.Articles ?? [] : [];

    /// <summary>The last one came from an article, and asked for no choice between several.</summary>
    public bool WasAnswer(ReplyTexts texts) =>
        LastArticles.Count > 0 && !_answers[^1].Text.Contains(texts.ClarifyNear, StringComparison.Ordinal);

    public bool Show(PassageHit hit)
    {
        var text = PassageText.Of(hit.Passage);
        var beginning = text.Length <= Compared ? text : text[..Compared];
        return Array.Exists(_answers, answer => answer.Text.Contains(beginning, StringComparison.Ordinal));
    }
}
