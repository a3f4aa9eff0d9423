namespace CsrAgent.Adapters.OpenAi.Dialects;

/// <summary>Parts of a request that not every compatible server accepts.</summary>
[Flags]
internal enum RefusedParts
{
    None = 0,

    /// <summary><c>max_completion_tokens</c>: older servers call it <c>max_tokens</c>.</summary>
    MaxCompletionTokens = 1,

    /// <summary><c>stream_options</c>: without it a stream does not count its tokens.</summary>
    StreamOptions = 2,

    /// <summary><c>tools</c>: the model was not trained to call any, or the server was not started with them.</summary>
    Tools = 4,

    /// <summary><c>max_tokens</c>, in place of <c>max_completion_tokens</c>: the server's own limit remains.</summary>
    MaxTokens = 8,

    /// <summary><c>stream</c>: the whole answer comes at once, and is passed on as a stream of one piece.</summary>
    Stream = 16,

    /// <summary>The role <c>system</c>: the instructions go into the first message of the user.</summary>
    SystemRole = 32,

    /// <summary>A message's text in parts: it goes as one text.</summary>
    TextInParts = 64,

    /// <summary><c>tool_choice</c>: whether a tool is called is the model's choice without it, too.</summary>
    ToolChoice = 128,

    /// <summary><c>additionalProperties</c> and <c>strict</c> in the tools' schemas.</summary>
    StrictSchemas = 256,
}
