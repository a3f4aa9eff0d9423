namespace CsrAgent.Conversations.Marks;

/// <summary>Says to machines that a text was generated (EU AI Act, article 50(2)), so that it can be proven later.</summary>
/// <param name="Model">The model that wrote it, <see cref="NoModel"/> or <see cref="UnknownModel"/>.</param>
/// <param name="At">When, to the millisecond.</param>
/// <param name="Signature">Over all of it and the text, by this server's key.</param>
public sealed record AiMark(TurnId TurnId, string Model, DateTimeOffset At, string Signature)
{
    /// <summary>The agent itself chose the words, from its articles or from its own sentences.</summary>
    public const string NoModel = "csr-agent";

    /// <summary>
    /// Nobody has kept which it was: in messages of versions before the marks, and where the customer stopped the answer. Marked, since
    /// text that was generated must not pass for a person's; a notice of those versions is marked with them.
    /// </summary>
    public const string UnknownModel = "unknown";

    /// <summary>In place of a model on a fixed text, which says how the conversation stands: nobody generated it, so no mark.</summary>
    public const string FixedText = "";
}
