namespace CsrAgent.Tests.Faults;

/// <summary>A message that the server has accepted, as its sender knows it.</summary>
/// <param name="Seen">The reply that the sender got in response, or null where it did not wait for one.</param>
internal sealed record SentMessage(string SessionId, string MessageId, string Text, SeenReply? Seen);

internal sealed record SeenReply(string TurnId, string Text);

/// <summary>How a customer wants to receive the answer.</summary>
internal enum Asking
{
    Json,
    Later,
    Stream,
}
