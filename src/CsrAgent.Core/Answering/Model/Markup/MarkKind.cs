namespace CsrAgent.Answering.Model.Markup;

internal enum MarkKind
{
    /// <summary>Opens or closes what the model thinks, which is not for the customer.</summary>
    Reasoning,

    /// <summary>Opens or closes a tool call that stands in the text.</summary>
    ToolCall,

    /// <summary>Opens or closes what the model takes for a tool's result.</summary>
    ToolResult,

    /// <summary>Names a channel of the reply; its text follows the next <see cref="Message"/> mark.</summary>
    Channel,

    /// <summary>Ends the head of a channel.</summary>
    Message,

    /// <summary>Begins a turn of somebody; the role follows.</summary>
    Role,

    /// <summary>Ends a turn, or a message of one.</summary>
    End,

    /// <summary>Any other mark of a model's own format: dropped.</summary>
    Noise,
}
