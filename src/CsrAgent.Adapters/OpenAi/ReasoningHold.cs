using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.OpenAi;

/// <summary>A streamed reply whose beginning may be reasoning without an opening tag. For one writer.</summary>
internal sealed partial class ReasoningHold(bool waitsFromTheStart)
{
    /// <summary>Characters after which the beginning of a reply shows whether it is reasoning.</summary>
    private const int MinJudgedLength = 48;

    private readonly List<ChatResponseUpdate> _waiting = [];
    private readonly StringBuilder _text = new();
    private bool _isOpened;
    private bool _hasPassed;

    public bool HasText => _text.Length > 0;

    /// <summary>True once reasoning without an opening tag has ended.</summary>
    public bool EndedReasoning { get; private set; }

    /// <summary>Takes an update; returns what may pass now: an empty keep-alive while the text is held back.</summary>
    public IReadOnlyList<ChatResponseUpdate> Push(ChatResponseUpdate update)
    {
        _text.Append(update.Text);
        if (EndedReasoning || _isOpened) return [update];
        _waiting.Add(update);
        var text = _text.ToString();
        if (Opening().IsMatch(text)) _isOpened = true;
        else if (End().Match(text) is { Success: true } end) return After(end.Index + end.Length, text);
        else if (MayBeThought(text)) return [new(ChatRole.Assistant, "")];
        return Complete();
    }

    /// <summary>The reply is complete without any reasoning: returns what was held back.</summary>
    public IReadOnlyList<ChatResponseUpdate> Complete()
    {
        ChatResponseUpdate[] all = [.. _waiting];
        _waiting.Clear();
        _hasPassed |= all.Any(update => update.Text.Length > 0);
        return all;
    }

    private bool MayBeThought(string text) => waitsFromTheStart || text.Length < MinJudgedLength || Thought().IsMatch(text);

    /// <summary>What was held back, without its reasoning. Calls and token counts stay.</summary>
    private ChatResponseUpdate[] After(int end, string text)
    {
        EndedReasoning = true;
        // Too late to remove it here: the answerer sees the tag and discards what it has.
        if (_hasPassed) return [.. Complete()];
        var last = _waiting[^1];
        foreach (var update in _waiting) update.Contents = [.. update.Contents.Where(content => content is not TextContent)];
        last.Contents.Insert(0, new TextContent(text[end..].TrimStart()));
        return [.. Complete()];
    }

    [GeneratedRegex(@"^\s*(?:<\|?|\[|◁)(?:think|thought|reason|reflection|analysis|scratchpad|channel|START_)", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    [GeneratedRegex(
        @"</(?:\w+:)?(?:think(?:ing)?|thoughts?|reasoning|reflection|analysis|scratchpad)\s*>|\[/THINK\]|◁/think▷|<\|END_THINKING\|>"
            + @"|<\|channel\|>\s*final\b[^<]{0,40}<\|message\|>",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex End();

    // An answer addresses the customer; reasoning is about them or about what to say.
    [GeneratedRegex(
        @"^\W*(?:ok(?:ay)?|alright|all right|hmm+|well|so|first|now|let'?s|let me|we (?:need|should|have|must|are)"
            + @"|i (?:need|should|must|have to)|the (?:user|customer|question|passages?|articles?)|user|customer|this is|looking|based on"
            + @"|given|thinking|thought|analysis)\b"
            + @"|\b(?:the|this) (?:user|customer)(?:'s| is| was| wants?| asks?| asked| says?| said| needs?| has| seems?)\b"
            + @"|^\W*(?:好的|首先|用户|嗯)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Thought();
}
