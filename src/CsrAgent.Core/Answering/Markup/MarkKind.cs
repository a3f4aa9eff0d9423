namespace CsrAgent.Answering.Markup;

internal enum MarkKind
{
    /// <summary>Opens or closes the model's reasoning, which is not for the customer.</summary>
    Reasoning,

    /// <summary>Opens or closes a tool call in the text.</summary>
    ToolCall,

    /// <summary>Opens or closes what the model presents as a tool's result.</summary>
    ToolResult,

    /// <summary>Names a channel of the reply; its text follows the next <see cref="Message"/> mark.</summary>
    Channel,

    /// <summary>Ends a channel's header.</summary>
    Message,

    /// <summary>Begins a turn; the role follows.</summary>
    Role,

    /// <summary>Ends a turn, or a message within it.</summary>
    End,

    /// <summary>Any other mark of a model's own format, which is dropped.</summary>
    Noise,
}
