using System.Text.Json.Nodes;
using CsrAgent.Conversations;
using Microsoft.OpenApi;

namespace CsrAgent.Host.Http.OpenApi;

/// <summary>A sentence for each parameter, and what values it takes.</summary>
internal static class ApiParameters
{
    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["sessionId"] = "The conversation's session_id.",
        ["session_id"] = "Only those of this conversation; with a turn, the conversation that it belongs to.",
        ["user_id"] = "Only the conversations of this customer.",
        ["memoryId"] = "The memory's id, from the list of the customer's memories.",
        ["after"] = "Only messages behind this one: next of an earlier page; a negative number counts from the end.",
        ["before"] = "Only what comes behind an earlier page: its next, or in the audit log a number.",
        ["limit"] = "How many at most.",
        ["query"] = "What to look for, 1 to 200 characters.",
        ["language"] = "A language tag such as de, where what is looked for does not tell by itself; articles in it come first.",
        ["days"] = "How many days are counted one by one, today included.",
        ["status"] = "Only conversations in this status.",
        ["state"] = "Only hand-offs in this state.",
        ["since"] = "Only entries behind this head of an earlier verification.",
        ["name"] = "The source's name, from the status.",
        ["left"] = "How many articles may be left of the source. Without it, as many as the last sync found.",
    };

    private static readonly Dictionary<string, string> Ids = new(StringComparer.Ordinal)
    {
        ["/customers/"] = "The customer's user_id, encoded (/ as %2F).",
        ["/dead-letters/"] = "The dead letter's id, from their list.",
        ["/escalations/"] = "The hand-off's id, from their list.",
        ["/gaps/"] = "The id of the group of questions, from the gaps.",
        ["/articles/"] = "The article's id, encoded (/ as %2F).",
        ["/turns/"] = "The message_id of the accepted message.",
    };

    private static readonly Dictionary<string, Type> Enums = new(StringComparer.Ordinal)
    {
        ["status"] = typeof(ConversationStatus),
        ["state"] = typeof(EscalationState),
    };

    /// <summary>Those that endpoints miss with a sentence of their own, and so declare as optional.</summary>
    private static readonly string[] Required = ["query"];

    public static void Describe(IOpenApiParameter parameter, string path)
    {
        if (parameter is not OpenApiParameter { Name: { } name } own) return;
        own.Description ??=
            name == "id" ? Ids.First(pair => path.Contains(pair.Key, StringComparison.Ordinal)).Value : Sentences.GetValueOrDefault(name);
        if (Required.Contains(name)) own.Required = true;
        if (Enums.TryGetValue(name, out var type) && own.Schema is OpenApiSchema schema) schema.Enum = ApiEnums.Values(type);
    }

    /// <summary>A header that a request may have.</summary>
    public static OpenApiParameter Header(string name, string description, string example) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Examples = [JsonValue.Create(example)] },
        };
}
