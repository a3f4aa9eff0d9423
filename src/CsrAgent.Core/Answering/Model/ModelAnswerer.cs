using CsrAgent.Answering.Grounded;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;
using CsrAgent.Replies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Answering.Model;

/// <summary>Answers with the model, or without it if the model fails, takes too long or returns nothing: one answer in any case.</summary>
internal sealed class ModelAnswerer(
    VerifiedAnswerer model,
    GroundedAnswerer grounded,
    IOptions<AnsweringOptions> options,
    TimeProvider time,
    ILogger<ModelAnswerer> log
) : IAnswerer
{
    public async Task<Answer> AnswerAsync(AnswerRequest request, IAnswerStream stream, CancellationToken cancellationToken)
    {
        // A model could be talked into passing for a person.
        if (SmallTalk.Find(request.Question, request.Language) is { Kind: SmallTalkKind.Identity })
        {
            return await grounded.AnswerAsync(request, stream, cancellationToken);
        }
        var turn = model.Begin(request, stream);
        using var budget = new CancellationTokenSource(options.Value.AnswerTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, budget.Token);
        try
        {
            // Does not wait for a client that ignores its token, so that the time limit holds.
            if (await model.RunAsync(turn, both.Token).WaitAsync(both.Token) is { } answer) return answer;
            log.LogWarning(
                "The model returned nothing in {Calls} calls for {ConversationId}; answered without it.",
                turn.Calls,
                request.ConversationId
            );
        }
        catch (ModelException error)
        {
            log.LogWarning(
                "The model failed ({Fault}) for {ConversationId}; answered without it: {Reason}",
                error.Fault,
                request.ConversationId,
                error.Line
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning("The model took longer than ANSWER_TIMEOUT for {ConversationId}; answered without it.", request.ConversationId);
        }
        // The interface promises an answer whatever the model does, including unknown failures.
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Answering with the model failed for {ConversationId}; answered without it.", request.ConversationId);
        }

        turn.Stream.Close();
        return await WithoutModelAsync(turn, stream, cancellationToken);
    }

    private async Task<Answer> WithoutModelAsync(ModelTurn turn, IAnswerStream stream, CancellationToken cancellationToken)
    {
        var modelTime = turn.ModelTime + (turn.CallBegan is { } began ? time.GetElapsedTime(began) : TimeSpan.Zero);
        var rest = turn.Stream.HasWritten ? SilentStream.Instance : stream;
        var answer = Unfinished(turn) ?? await grounded.AnswerAsync(turn.Request, rest, cancellationToken);
        return answer with { Degraded = true, Tokens = turn.Tokens, ModelTime = modelTime, Proven = turn.Proven };
    }

    // What tools have already done must not be lost behind an article.
    private static Answer? Unfinished(ModelTurn turn)
    {
        var texts = ReplyTexts.For(turn.Request.Language);
        if (!turn.Proven.HasFlag(ProvenActions.Action))
        {
            return turn.Handoff is { } asked ? Fixed(texts.OfferAccepted, asked) : null;
        }
        var handoff =
            turn.Handoff ?? new(EscalationReason.Failure, "An action succeeded, but the model failed before telling the customer.");
        return Fixed(texts.TurnFailed, handoff) with { Unanswered = true };
    }

    private static Answer Fixed(string text, HandoffRequest handoff) =>
        new()
        {
            Text = text,
            Handoff = handoff,
            Model = AiMark.FixedText,
        };
}
