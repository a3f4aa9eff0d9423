namespace CsrAgent.Turns.Mailbox;

/// <summary>The store was unavailable for longer than the timeout. Whether the operation took effect is unknown.</summary>
public sealed class StoreUnavailableException(string message, Exception innerException) : CsrAgentException(message, innerException);
