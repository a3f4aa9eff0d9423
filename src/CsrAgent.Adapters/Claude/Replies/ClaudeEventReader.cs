using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude.Replies;

/// <summary>
/// Reads a reply that comes as events. Each event becomes an update, empty if it has nothing for the caller, so that a model that thinks is
/// not taken for one that hangs. Unknown events, blocks and deltas are passed over. For one stream.
/// </summary>
internal sealed class ClaudeEventReader(ClaudeReply reply)
{
    private readonly Dictionary<int, StreamedBlock> _open = [];
    private readonly List<FunctionCallContent> _broken = [];

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
                Close(data, contents);
                break;
            case "message_delta":
                reply.Stop(data.GetProperty("delta"));
                reply.Use(data);
                break;
            case "message_stop":
                // One that the token limit cut off is not the model's mistake.
                if (reply.FinishReason != ChatFinishReason.Length) contents.AddRange(_broken);
                if (reply.ToContent() is { } whole) contents.Add(whole);
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

    private void Close(JsonElement data, List<AIContent> contents)
    {
        if (!_open.Remove(IndexOf(data), out var block) || reply.Complete(block.ToJson(), block.Input) is not { } call) return;
        if (call.Exception is null) contents.Add(call);
        else _broken.Add(call);
    }

    private void Say(string words, List<AIContent> contents)
    {
        reply.Said(words);
        contents.Add(new TextContent(words));
    }

    private static int IndexOf(JsonElement data) => data.GetProperty("index").GetInt32();
}
