namespace CsrAgent.Conversations.Reporting;

/// <param name="Kind"><c>sqlite</c> or <c>redis</c>.</param>
/// <param name="Schema">The version of the stored data.</param>
/// <param name="ConversationsWithDeliveries">Conversations with deliveries that their channel has not taken yet.</param>
/// <param name="Processes">Those that work with it now, by host and process id.</param>
public sealed record StoreFacts(string Kind, long Schema, long ConversationsWithDeliveries, IReadOnlyList<string> Processes);
