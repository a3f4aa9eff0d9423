using System.Text.Json;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude.Replies;

/// <summary>What is known of a reply, whichever way it comes. Blocks are told apart by their type, never by their position.</summary>
/// <param name="model">The model that was asked.</param>
/// <param name="replaced">The reply before, which ran out of room: its tokens were spent as well.</param>
internal sealed class ClaudeReply(string model, ClaudeReply? replaced = null)
{
    private readonly List<ReceivedBlock> _blocks = [];
    private readonly ClaudeUsage _usage = new();
    private bool _hasWords;

    public string? Id { get; private set; }

    /// <summary>As the reply names it; null until then.</summary>
    public string? ModelId { get; private set; }

    public ChatFinishReason? FinishReason { get; private set; }

    /// <summary>Why the model declined; null unless it did.</summary>
    public AdditionalPropertiesDictionary? Refusal { get; private set; }

    /// <summary>The token limit was reached before there was anything of use: while the model thought, or within a tool call.</summary>
    public bool ReachedTokenLimit =>
        FinishReason == ChatFinishReason.Length
        && !_hasWords
        && _blocks.TrueForAll(block => block.Call is null || ReferenceEquals(block, CutCall));

    /// <summary>Of this reply and of those that it takes the place of.</summary>
    public UsageDetails Usage
    {
        get
        {
            var usage = _usage.ToDetails();
            if (replaced is not null) usage.Add(replaced.Usage);
            return usage;
        }
    }

    // The token limit cuts the last block: a tool call there is not whole, even if it can be read.
    private ReceivedBlock? CutCall =>
        FinishReason == ChatFinishReason.Length && _blocks is [.., { Call: not null } last] ? last : null;

    /// <summary>Reads what stands at the top of a message, whole or just begun.</summary>
    public void Begin(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id)) Id = id.GetString();
        if (message.TryGetProperty("model", out var name) && name.GetString() is { } answering) ModelId = answering;
        Stop(message);
        Use(message);
    }

    /// <param name="delta">Holds the stop reason and its details.</param>
    public void Stop(JsonElement delta)
    {
        if (!delta.TryGetProperty("stop_reason", out var reason) || reason.GetString() is not { } name) return;
        FinishReason = name switch
        {
            "end_turn" or "stop_sequence" => ChatFinishReason.Stop,
            "max_tokens" or "model_context_window_exceeded" => ChatFinishReason.Length,
            "tool_use" => ChatFinishReason.ToolCalls,
            "refusal" => ChatFinishReason.ContentFilter,
            _ => new(name),
        };
        if (name == "refusal") Refusal = ModelRefusal.Describe(delta.Find("stop_details").FindText("category"));
    }

    /// <param name="holder">Holds the usage so far: a later one replaces the counts that it names.</param>
    public void Use(JsonElement holder)
    {
        if (holder.TryGetProperty("usage", out var usage)) _usage.Read(usage);
    }

    public void AddText(string text) => _hasWords |= !string.IsNullOrWhiteSpace(text);

    /// <summary>A block is complete.</summary>
    public void Add(ReceivedBlock block)
    {
        if (block.IsKept) _blocks.Add(block);
    }

    /// <summary>
    /// What follows the words of a complete reply: its tool calls, and if there are any, the blocks for the next request. A model that
    /// declined calls nothing. A call that was cut off has no arguments.
    /// </summary>
    public IEnumerable<AIContent> Continuation()
    {
        if (FinishReason == ChatFinishReason.ContentFilter) return [];
        var cut = CutCall;
        var blocks = _blocks.ConvertAll(block => ReferenceEquals(block, cut) ? block.WithoutInput() : block);
        var calls = blocks.Select(block => block.Call).OfType<FunctionCallContent>().ToList();
        var mayGoBack = calls.Count > 0 && calls.TrueForAll(call => call.Exception is null);
        return mayGoBack ? [.. calls, new ClaudeReplyContent(model, [.. blocks.Select(block => block.ToReplyBlock())])] : calls;
    }
}
