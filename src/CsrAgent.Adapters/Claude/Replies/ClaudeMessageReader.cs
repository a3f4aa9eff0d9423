using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude.Replies;

/// <summary>Reads a reply that comes in one piece.</summary>
internal static class ClaudeMessageReader
{
    public static ChatResponse Read(JsonElement message, ClaudeReply reply)
    {
        reply.Begin(message);
        var contents = new List<AIContent>();
        foreach (var block in message.GetProperty("content").EnumerateArray())
        {
            if (block.GetProperty("type").ValueEquals("text"u8))
            {
                var text = ClaudeContents.Text(block);
                reply.AddText(text.Text);
                contents.Add(text);
            }
            reply.Add(new(block, Input: null));
        }

        contents.AddRange(reply.Continuation());
        return new(new ChatMessage(ChatRole.Assistant, contents) { MessageId = reply.Id })
        {
            ResponseId = reply.Id,
            ModelId = reply.ModelId,
            FinishReason = reply.FinishReason,
            Usage = reply.Usage,
            AdditionalProperties = reply.Refusal,
        };
    }
}
