using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude.Replies;

/// <summary>
/// Reads a reply that comes as events. Each event becomes an update, empty if it has nothing for the caller, so that a model that thinks is
/// not taken for one that hangs. Tool calls come at the end, when it is known whether they stand. Unknown events, blocks and deltas are
/// passed over. For one stream.
/// </summary>
internal sealed class ClaudeEventReader(ClaudeReply reply)
{
    private readonly Dictionary<int, StreamedBlock> _open = [];

    public ChatResponseUpdate Read(JsonElement data)
    {
        var contents = new List<AIContent>();
        switch (data.GetProperty("type").GetString())
        {
            case "message_start":
                reply.Begin(data.GetProperty("message"));
                break;
            case "content_block_start":
                Open(data, contents);
                break;
            case "content_block_delta":
                Add(data, contents);
                break;
            case "content_block_stop":
                if (_open.Remove(IndexOf(data), out var block)) reply.Add(new(block.ToJson(), block.Input));
                break;
            case "message_delta":
                reply.Stop(data.GetProperty("delta"));
                reply.Use(data);
                break;
            case "message_stop":
                contents.AddRange(reply.Continuation());
                contents.Add(new UsageContent(reply.Usage));
                break;
            case "error":
                throw ClaudeFaultChatClient.OfEvent(data);
        }

        return new(ChatRole.Assistant, contents)
        {
            MessageId = reply.Id,
            ResponseId = reply.Id,
            ModelId = reply.ModelId,
            FinishReason = reply.FinishReason,
            AdditionalProperties = reply.Refusal,
        };
    }

    private void Open(JsonElement data, List<AIContent> contents)
    {
        var block = new StreamedBlock(data.GetProperty("content_block").Clone());
        _open[IndexOf(data)] = block;
        if (block.FirstWords is { Length: > 0 } words) Say(words, contents);
    }

    private void Add(JsonElement data, List<AIContent> contents)
    {
        var delta = data.GetProperty("delta");
        if (!_open.TryGetValue(IndexOf(data), out var block)) return;
        switch (delta.GetProperty("type").GetString())
        {
            case "text_delta":
                Say(block.AddText(delta.GetProperty("text").GetString()!), contents);
                break;
            case "citations_delta":
                contents.Add(ClaudeContents.CitationOf(block.AddCitation(delta.GetProperty("citation").Clone())));
                break;
            case "input_json_delta":
                block.AddInput(delta.GetProperty("partial_json").GetString());
                break;
            case "thinking_delta":
                block.AddText(delta.GetProperty("thinking").GetString()!);
                break;
            case "signature_delta":
                block.AddSignature(delta.GetProperty("signature").GetString());
                break;
        }
    }

    private void Say(string words, List<AIContent> contents)
    {
        reply.AddText(words);
        contents.Add(new TextContent(words));
    }

    private static int IndexOf(JsonElement data) => data.GetProperty("index").GetInt32();
}
