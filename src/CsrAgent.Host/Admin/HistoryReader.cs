using CsrAgent.Conversations;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Admin;

/// <summary>Reads the earlier messages of an operator's test request, oldest first.</summary>
internal static class HistoryReader
{
    public static List<Message> Read(FieldReader fields) => [.. fields.Objects("history").Select(ReadMessage)];

    private static Message ReadMessage(FieldReader fields) =>
        new()
        {
            Id = "",
            Role =
                WireName.TryParse<MessageRole>(fields.Required("role"))
                ?? throw new FieldException("history", "history roles must be customer, agent, human or system."),
            Text = fields.Required("text"),
            At = default,
        };
}
