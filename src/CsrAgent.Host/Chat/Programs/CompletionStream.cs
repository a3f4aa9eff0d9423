using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Chat.Programs;

/// <summary>
/// An answer as chunks. What was streamed cannot be taken back here: where the answer ends otherwise than it began, the whole of it follows
/// as a new paragraph, and <c>csr_agent.message</c> of the last chunk is what the customer was told.
/// </summary>
internal sealed class CompletionStream(ServerSentEvents events, ReplyWait wait, long created)
{
    private readonly string _id = $"chatcmpl-{wait.Message.MessageId}";
    private string _sent = "";

    public static async Task<IResult> SendAsync(
        HttpContext context,
        ReplyWait wait,
        CompletionRequest request,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var events = new ServerSentEvents(context.Response);
        await events.BeginAsync(cancellationToken);
        var stream = new CompletionStream(events, wait, time.GetUtcNow().ToUnixTimeSeconds());
        await stream.RunAsync(timeout, request.IncludeUsage, cancellationToken);
        await events.SendTextAsync("[DONE]", cancellationToken);
        return Results.Empty;
    }

    private async Task RunAsync(TimeSpan timeout, bool includeUsage, CancellationToken cancellationToken)
    {
        await ChunkAsync(new(Role: "assistant", Content: ""), cancellationToken);
        if (wait.Message.IsRepeat && await wait.EndAsync(TimeSpan.Zero, cancellationToken) is ReplyEvent.TurnEnded { Reply: var known })
        {
            await EndAsync(known, includeUsage, cancellationToken);
            return;
        }
        await foreach (var happened in wait.FollowAsync(timeout, cancellationToken))
        {
            switch (happened)
            {
                case null:
                    await events.PingAsync(cancellationToken);
                    break;
                case ReplyEvent.Delta delta:
                    _sent += delta.Text;
                    await ChunkAsync(new(Content: delta.Text), cancellationToken);
                    break;
                case ReplyEvent.TurnEnded ended:
                    await EndAsync(ended.Reply, includeUsage, cancellationToken);
                    return;
                case ReplyEvent.Erased:
                    await ErrorAsync(new(410, StreamError.Erased.Code, StreamError.Erased.Detail), cancellationToken);
                    return;
            }
        }

        await ErrorAsync(CompletionEndpoints.TakesLong(wait.Message.ConversationId), cancellationToken);
    }

    private async Task EndAsync(TurnReply reply, bool includeUsage, CancellationToken cancellationToken)
    {
        var rest =
            reply.Text.StartsWith(_sent, StringComparison.Ordinal) ? reply.Text[_sent.Length..]
            : _sent.TrimEnd() == reply.Text ? ""
            : $"\n\n{reply.Text}";
        if (rest.Length > 0) await ChunkAsync(new(Content: rest), cancellationToken);
        var last = Chunk([new(0, new(), "stop")]) with { Agent = reply.ToBody(wait.Marks) };
        await SendAsync(last, cancellationToken);
        if (includeUsage) await SendAsync(Chunk([]) with { Usage = CompletionEndpoints.UsageOf(reply) }, cancellationToken);
    }

    private Task ErrorAsync(MessageRefusal refusal, CancellationToken cancellationToken) =>
        events.SendAsync(CompletionErrors.BodyOf(refusal), ChatJson.Wire.CompletionErrorBody, cancellationToken);

    private Task ChunkAsync(CompletionDelta delta, CancellationToken cancellationToken) =>
        SendAsync(Chunk([new(0, delta, null)]), cancellationToken);

    private CompletionChunk Chunk(IReadOnlyList<CompletionChunkChoice> choices) =>
        new(_id, "chat.completion.chunk", created, CompletionRequest.Model, choices);

    private Task SendAsync(CompletionChunk chunk, CancellationToken cancellationToken) =>
        events.SendAsync(chunk, ChatJson.Wire.CompletionChunk, cancellationToken);
}
