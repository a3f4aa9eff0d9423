namespace CsrAgent.Bench;

/// <summary>What the load looks at in a reply.</summary>
internal sealed record ChatReply(string SessionId, string Message, string Status, bool Degraded)
{
    /// <summary>The status of a conversation that no person had to take over.</summary>
    public const string WithAgent = "bot";
}
