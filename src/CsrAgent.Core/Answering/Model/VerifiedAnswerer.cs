using CsrAgent.Answering.Checks;
using CsrAgent.Answering.Prompt;
using Microsoft.Extensions.Options;

namespace CsrAgent.Answering.Model;

/// <summary>The model's answer with its checks: the model may correct one fault; after a second, a person takes over.</summary>
internal sealed class VerifiedAnswerer(
    SystemPrompt prompt,
    ToolLoop loop,
    AnswerVerifier verifier,
    AnswerComposer composer,
    IOptions<AnsweringOptions> options
)
{
    public ModelTurn Begin(AnswerRequest request, IAnswerStream stream)
    {
        var findings = new TurnFindings(request);
        var rules = new SentenceRules(findings, loop.ToolNames, options.Value);
        var filter = new StreamedAnswerFilter(prompt.Secrets, rules);
        return new(findings, rules, new(stream, filter), ConversationPrompt.Render(prompt.Text, request));
    }

    /// <summary>Null if the model gave no reply.</summary>
    public async Task<Answer?> RunAsync(ModelTurn turn, CancellationToken cancellationToken)
    {
        if (await loop.SpeakAsync(turn, cancellationToken) is not { } reply) return null;
        if (reply.IsRefused) return AnswerComposer.Refused(turn);
        if (FaultIn(reply, turn) is not { } fault) return await FinishAsync(turn, reply, cancellationToken);

        turn.Stream.Close();
        return loop.HasCallsLeft(turn) ? await CorrectAsync(turn, reply, fault, cancellationToken) : AnswerComposer.Failed(turn);
    }

    private async Task<Answer?> CorrectAsync(ModelTurn turn, ModelReply reply, AnswerFault fault, CancellationToken cancellationToken)
    {
        var shown = fault.IsLeak ? reply with { Text = "(removed)" } : reply;
        ToolLoop.Correct(turn, shown, fault.Message + " Write the whole reply again, without this fault and without mentioning it.");
        if (await loop.SpeakAsync(turn, cancellationToken) is not { } second) return null;
        if (second.IsRefused) return AnswerComposer.Refused(turn);
        return FaultIn(second, turn) is null
            ? composer.Compose(turn, second.Text.Trim(), second.Cited, corrected: true)
            : AnswerComposer.Failed(turn);
    }

    private AnswerFault? FaultIn(ModelReply reply, ModelTurn turn) => verifier.Check(reply.Text, turn.Rules, turn.Request.Language);

    private async Task<Answer> FinishAsync(ModelTurn turn, ModelReply reply, CancellationToken cancellationToken)
    {
        var answer = composer.Compose(turn, reply.Text.Trim(), reply.Cited, corrected: false);
        if (answer.Text.Length > reply.Text.Trim().Length)
        {
            await turn.Stream.WriteAsync(answer.Text[reply.Text.Trim().Length..], cancellationToken);
        }
        await turn.Stream.CompleteAsync(cancellationToken);
        return answer;
    }
}
