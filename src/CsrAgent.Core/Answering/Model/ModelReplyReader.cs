using System.Text;
using CsrAgent.Answering.Markup;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model;

/// <summary>Assembles a reply from its contents, in order, without what is not for the customer. For one writer.</summary>
internal sealed class ModelReplyReader(ChatOptions options)
{
    private readonly ReplyMarkup _markup = new([.. (options.Tools ?? []).OfType<AIFunctionDeclaration>()]);
    private readonly StringBuilder _text = new();
    private readonly List<CitedSpan> _cited = [];
    private readonly List<FunctionCallContent> _calls = [];

    /// <summary>True once text was shown that turned out not to be for the customer.</summary>
    public bool TookBack { get; private set; }

    /// <summary>Returns what of it the customer may read.</summary>
    public string Add(AIContent content)
    {
        if (content is FunctionCallContent { InformationalOnly: false } call) _calls.Add(call);
        if (content is not TextContent text) return "";
        var shown = _markup.Push(text.Text);
        if (_markup.TakesBack)
        {
            TookBack |= _text.Length > 0;
            _text.Clear();
            _cited.Clear();
        }
        if (_markup.HasMarks && _text.Length == 0) shown = shown.TrimStart();
        // A streamed citation comes on an empty text after the words that it belongs to.
        var start = shown.Length > 0 ? _text.Length : Math.Max(0, _text.Length - 1);
        _text.Append(shown);
        foreach (var annotation in text.Annotations?.OfType<CitationAnnotation>() ?? []) _cited.Add(new(start, _text.Length, annotation));
        return shown;
    }

    /// <summary>The reply is complete: returns the rest of the text for the customer.</summary>
    public string Complete()
    {
        var shown = _markup.Complete();
        _text.Append(shown);
        return shown;
    }

    public ModelReply Read(ChatResponse response)
    {
        var text = _markup.HasMarks ? _text.ToString().Trim() : _text.ToString();
        var isVerbatim = response.Messages.Any(message => message.Contents.Any(content => content is VerbatimReplyContent));
        // A provider that wants its reply back as it was has no place for results of calls that were written as text.
        FunctionCallContent[] calls = isVerbatim ? [.. _calls] : [.. _calls, .. _markup.Calls];
        return new()
        {
            // Reasoning must not come back as something that was said, and a written call needs its result.
            Messages = _markup.HasMarks && !isVerbatim ? [new(ChatRole.Assistant, Contents(text, calls))] : response.Messages,
            Text = text,
            Cited = _cited,
            Calls = calls,
            HasBrokenCall = _markup.HasBrokenCall && calls.Length == 0,
            Reason = response.FinishReason,
        };
    }

    private static List<AIContent> Contents(string text, FunctionCallContent[] calls) =>
        text.Length == 0 ? [.. calls] : [new TextContent(text), .. calls];
}
