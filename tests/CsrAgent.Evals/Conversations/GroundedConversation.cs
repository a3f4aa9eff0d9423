using CsrAgent.Answering;
using CsrAgent.Answering.Grounded;
using CsrAgent.Conversations;
using CsrAgent.Evals.Knowledge;
using CsrAgent.Sentiment;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Evals.Conversations;

/// <summary>One conversation with the answerer that needs no model.</summary>
internal sealed class GroundedConversation(SampleIndex samples)
{
    private static readonly SentimentAnalyzer Sentiment = new();

    private readonly GroundedAnswerer _answerer = new(
        samples.Search,
        Options.Create(new AnsweringOptions()),
        TimeProvider.System,
        NullLogger<GroundedAnswerer>.Instance
    );

    private readonly List<Message> _history = [];
    private int _unanswered;

    /// <returns>The first article's id, "ask" for a question back or an offer, "talk" for small talk.</returns>
    public async Task<string> SayAsync(string text, CancellationToken cancellationToken)
    {
        var answer = await _answerer.AnswerAsync(
            new AnswerRequest
            {
                ConversationId = new("eval"),
                TurnId = new("turn"),
                Messages = [text],
                History = [.. _history],
                Mood = Sentiment.Analyze(text),
                Language = "en",
                Passages = await samples.SearchAsync(text, _history, cancellationToken),
                LowConfidenceRun = _unanswered,
            },
            SilentStream.Instance,
            cancellationToken
        );
        _unanswered = answer.Unanswered ? _unanswered + 1 : 0;
        Add(MessageRole.Customer, text, []);
        Add(MessageRole.Agent, answer.Text, answer.Articles);
        return answer.Unanswered ? "ask"
            : answer.Citations.Count > 0 ? answer.Citations[0].ArticleId
            : answer.OffersPerson ? "ask"
            : "talk";
    }

    private void Add(MessageRole role, string text, IReadOnlyList<ArticleReference> articles) =>
        _history.Add(
            new Message
            {
                Id = $"m{_history.Count}",
                Role = role,
                Text = text,
                At = DateTimeOffset.UnixEpoch,
                Articles = articles,
            }
        );
}
