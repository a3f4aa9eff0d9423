namespace CsrAgent.Adapters.Claude.Catalog;

/// <summary>The least thinking that can be asked of a model.</summary>
internal enum ClaudeThinking
{
    /// <summary>The field is left out: the model always thinks, or does not unless told to.</summary>
    Unset,

    /// <summary>Between tool calls only, never before the first words.</summary>
    BetweenTools,

    Disabled,
}
