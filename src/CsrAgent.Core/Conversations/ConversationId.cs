using System.Text.Json.Serialization;

namespace CsrAgent.Conversations;

/// <summary>Names one conversation; <c>session_id</c> in the HTTP API. See <see cref="PrintableId"/>.</summary>
[JsonConverter(typeof(ConversationIdJsonConverter))]
public readonly record struct ConversationId(string Value)
{
    public static bool IsValid(string? value) => PrintableId.IsValid(value);

    public override string ToString() => Value;
}
