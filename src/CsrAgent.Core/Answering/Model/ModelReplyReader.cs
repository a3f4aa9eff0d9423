using System.Text;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model;

/// <summary>Collects a reply from its contents in their order. For one writer.</summary>
internal sealed class ModelReplyReader
{
    private readonly StringBuilder _text = new();
    private readonly List<CitedSpan> _cited = [];
    private readonly List<FunctionCallContent> _calls = [];

    public void Add(AIContent content)
    {
        if (content is FunctionCallContent { InformationalOnly: false } call) _calls.Add(call);
        if (content is not TextContent text) return;
        // A streamed citation comes on an empty text after the words that it belongs to.
        var start = text.Text.Length > 0 ? _text.Length : Math.Max(0, _text.Length - 1);
        _text.Append(text.Text);
        foreach (var annotation in text.Annotations?.OfType<CitationAnnotation>() ?? []) _cited.Add(new(start, _text.Length, annotation));
    }

    public ModelReply Read(ChatResponse response) =>
        new()
        {
            Messages = response.Messages,
            Text = _text.ToString(),
            Cited = _cited,
            Calls = _calls,
            Reason = response.FinishReason,
        };
}
