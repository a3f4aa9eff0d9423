using CsrAgent.Answering.Prompt;
using CsrAgent.Answering.Tools;
using CsrAgent.Languages;
using CsrAgent.Safety;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace CsrAgent.Answering.Model;

/// <summary>
/// Calls the model until it has given a complete reply, through tool calls, pauses, truncated and empty replies, within
/// <see cref="AnsweringOptions.MaxModelCalls"/>.
/// </summary>
internal sealed class ToolLoop(ModelClient caller, ToolBox tools, IOptions<AnsweringOptions> options)
{
    private readonly ChatOptions _withTools = new() { Tools = [.. tools.Declarations] };

    // The declarations stay: providers reject a conversation with tool results but no declarations, and the prompt cache covers them.
    private readonly ChatOptions _withoutTools = new() { Tools = [.. tools.Declarations], ToolMode = ChatToolMode.None };

    public IEnumerable<string> ToolNames => tools.Declarations.Select(tool => tool.Name);

    public bool HasCallsLeft(ModelTurn turn) => turn.Calls < options.Value.MaxModelCalls;

    /// <summary>The model's reply, which may be a refusal; null if it never gave one.</summary>
    public async Task<ModelReply?> SpeakAsync(ModelTurn turn, CancellationToken cancellationToken)
    {
        ModelReply? before = null;
        while (HasCallsLeft(turn))
        {
            var reply = await CallAsync(turn, cancellationToken);
            var mayGoOn = HasCallsLeft(turn);
            if (reply.IsRefused) return reply;
            if (reply.Calls.Count > 0 && mayGoOn) await RunToolsAsync(turn, reply, cancellationToken);
            else if (reply.HasBrokenCall && mayGoOn) AskAgain(turn, reply);
            else if (reply.IsPaused && mayGoOn) turn.Messages.AddRange(reply.Messages);
            else if (Whole(reply, before) is { } said) return said;
            else if (mayGoOn) AskAgain(turn, reply);
            before =
                reply.IsPaused ? Join(before, reply)
                : reply.IsEmpty ? before
                : reply;
        }

        return null;
    }

    /// <summary>Tells the model, as the server, what was wrong with its reply.</summary>
    public static void Correct(ModelTurn turn, ModelReply reply, string what)
    {
        if (!reply.IsEmpty) Say(turn, ChatRole.Assistant, reply.Text);
        Say(turn, ChatRole.User, PromptFence.Wrap(TurnBrief.Tag, what));
    }

    private Task<ModelReply> CallAsync(ModelTurn turn, CancellationToken cancellationToken)
    {
        var last = turn.Calls + 1 >= options.Value.MaxModelCalls;
        return caller.CallAsync(turn, last ? _withoutTools : _withTools, cancellationToken);
    }

    // Text before a tool call is a preamble; it counts only if nothing follows, as is common after a hand-off.
    private static ModelReply? Whole(ModelReply reply, ModelReply? before)
    {
        if (reply.HasBrokenCall) return null;
        var joined = before is { IsPaused: true } || reply.IsEmpty ? Join(before, reply) : reply;
        var said = joined.IsCut ? joined with { Text = Sentences.WholeOnly(joined.Text) } : joined;
        return said.IsEmpty ? null : said;
    }

    private static ModelReply Join(ModelReply? before, ModelReply reply) =>
        before is null
            ? reply
            : reply with
            {
                Text = before.Text + reply.Text,
                Cited = [.. before.Cited, .. reply.Cited.Select(span => span.MovedBy(before.Text.Length))],
            };

    private static void AskAgain(ModelTurn turn, ModelReply reply)
    {
        Correct(
            turn,
            reply,
            reply.IsCut ? "Your reply was cut off because it is too long. Write it again in at most three sentences."
                : reply.HasBrokenCall ? "Your reply contained a tool call as text, which does nothing. Call the tool itself, or answer."
                : "Your reply was empty. Answer the customer now."
        );
    }

    private async Task RunToolsAsync(ModelTurn turn, ModelReply reply, CancellationToken cancellationToken)
    {
        turn.Messages.AddRange(reply.Messages);
        var results = new List<AIContent>();
        foreach (var call in reply.Calls)
        {
            var result =
                reply.IsCut && call == reply.Calls[^1] && call.Arguments is not { Count: > 0 }
                    ? ToolResult.Error("The call was cut off, so nothing was done. Call again with shorter arguments.")
                    : await tools.RunAsync(call, turn.Request, cancellationToken);
            turn.Took(result);
            results.Add(ToContent(call, result));
        }

        turn.Messages.Add(new(ChatRole.Tool, results));
        await turn.Stream.WriteAsync(reply.IsEmpty ? "" : "\n\n", cancellationToken);
    }

    private static FunctionResultContent ToContent(FunctionCallContent call, ToolResult result) =>
        new(call.CallId, result.Contents is [TextContent text] && PassageContent.Find(text) is null ? text.Text : result.Contents)
        {
            Exception = result.IsError ? new InvalidOperationException("The tool call failed.") : null,
        };

    // Roles have to alternate, so the text joins the last message if that has the same role.
    private static void Say(ModelTurn turn, ChatRole role, string text)
    {
        if (turn.Messages[^1].Role == role) turn.Messages[^1].Contents.Add(new TextContent(text));
        else turn.Messages.Add(new(role, text));
    }
}
