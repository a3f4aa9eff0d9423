using System.Globalization;
using System.Text;
using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat.Sessions;

/// <summary><c>GET /api/v1/chat/{session_id}/transcript</c>: the whole conversation as a text file for the customer to keep.</summary>
internal sealed class Transcript(IConversationStore store, AiMarks marks, IOptions<AnsweringOptions> answering)
{
    private const int PageSize = 500;

    public static Task<IResult> HandleAsync(string sessionId, Transcript handler, CancellationToken cancellationToken) =>
        handler.RunAsync(new ConversationId(sessionId), cancellationToken);

    private async Task<IResult> RunAsync(ConversationId id, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        long? after = 0;
        while (after is { } from)
        {
            if (await store.ReadAsync(id, from, PageSize, cancellationToken) is not { } page) return SessionIds.Unknown();
            foreach (var message in page.Messages) Append(text, message);
            after = page.Next;
        }
        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", "conversation.txt");
    }

    private void Append(StringBuilder text, Message message)
    {
        text.Append(CultureInfo.InvariantCulture, $"{message.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {SpeakerOf(message)}\n{message.Text}\n");
        if (marks.Of(message) is { } mark)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"[AI-generated: {mark.Model}, {mark.At:O}, {mark.TurnId.Value}, {mark.Signature}]\n"
            );
        }
        text.Append('\n');
    }

    private string SpeakerOf(Message message) =>
        message.Role switch
        {
            MessageRole.Customer => "Customer",
            MessageRole.Agent => $"{answering.Value.AgentName} (AI)",
            MessageRole.Human => message.Author ?? "Support",
            _ => "Notice",
        };
}
