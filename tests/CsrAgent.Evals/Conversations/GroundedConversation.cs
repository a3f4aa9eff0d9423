using CsrAgent.Answering;
using CsrAgent.Answering.Grounded;
using CsrAgent.Conversations;
using CsrAgent.Evals.Knowledge;
using CsrAgent.Knowledge;
using CsrAgent.Languages;
using CsrAgent.Signals;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Evals.Conversations;

/// <summary>One conversation with the answerer that needs no model. Nobody asks for a person in it.</summary>
internal sealed class GroundedConversation(SampleIndex samples)
{
    private const int MaxFound = 20;

    private static readonly SignalReader Signals = new(new(), new(), new(), new(), new(Options.Create(new SensitiveTopicOptions())), new());
    private static readonly int SearchLimit = new KnowledgeOptions().SearchLimit;

    private readonly GroundedAnswerer _answerer = new(
        samples.Search,
        Options.Create(new AnsweringOptions()),
        TimeProvider.System,
        NullLogger<GroundedAnswerer>.Instance
    );

    private readonly List<Message> _history = [];
    private ConversationState _state = ConversationState.New;

    public async Task<GroundedTurn> SayAsync(string text, CancellationToken cancellationToken)
    {
        var signals = Signals.Read(text, _state);
        // The first of many are the same as those of a search for few.
        var hits = await samples.SearchAsync(OwnWords.Of(text), _history, signals.Language, MaxFound, cancellationToken);
        var answer = await _answerer.AnswerAsync(
            new AnswerRequest
            {
                ConversationId = new("eval"),
                TurnId = new("turn"),
                Messages = [text],
                History = [.. _history],
                Mood = signals.Mood,
                Language = signals.Language,
                Passages = [.. hits.Take(SearchLimit)],
                LowConfidenceRun = _state.LowConfidenceRun,
            },
            SilentStream.Instance,
            cancellationToken
        );
        _state = _state with { Language = signals.Language, LowConfidenceRun = answer.Unanswered ? _state.LowConfidenceRun + 1 : 0 };
        Add(MessageRole.Customer, text, []);
        Add(MessageRole.Agent, answer.Text, answer.Articles);
        return new(answer, [.. hits.DistinctBy(hit => hit.ArticleId)]);
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
