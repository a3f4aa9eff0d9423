namespace CsrAgent.Turns.Mailbox;

/// <summary>The store was not there for longer than anybody waits for it. Whether it did what it was asked to is not known.</summary>
public sealed class StoreUnavailableException(string message, Exception innerException) : CsrAgentException(message, innerException);
