using System.Text.Json;
using System.Text.Json.Serialization;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;

namespace CsrAgent.Channels;

/// <summary>
/// A text for a customer on a channel that the server sends to; or for the people of a hand-off, on theirs.
/// </summary>
/// <param name="Id">Deterministic (conversation, turn and part), so that a channel can recognize a repeat.</param>
/// <param name="UserId">The customer's; the hand-off's, where it is for people.</param>
public sealed record Delivery(string Id, ConversationId ConversationId, string Channel, string UserId, string Text)
{
    public IReadOnlyList<ArticleReference> Articles { get; init; } = [];

    /// <summary>Those that the text does not name itself, each once: what a channel lists below it.</summary>
    [JsonIgnore]
    public IEnumerable<ArticleReference> FurtherArticles =>
        Articles.Where(article => !IsNamed(article.Url ?? article.Title)).DistinctBy(article => article.Url ?? article.Id);

    public DeliveryPurpose Purpose { get; init; }

    /// <summary>On what the agent has generated; null on a person's words and on notices.</summary>
    public AiMark? Mark { get; init; }

    /// <summary>Null where the customer has seen nothing of it yet.</summary>
    public DeliveryPreview? Preview { get; init; }

    /// <summary>W3C trace context of the turn or the call that it comes from; null without one.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What a newer version has stored with it: kept as it is.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>True for the message of the history that this brings to the customer.</summary>
    public bool Carries(Message message) =>
        IsNamedAfter(message.Id) || (message.Role == MessageRole.Agent && message.TurnId is { } turn && IsNamedAfter(turn.Value));

    private bool IsNamed(string name)
    {
        if (name.Length == 0) return false;
        for (var at = 0; (at = Text.IndexOf(name, at, StringComparison.Ordinal)) >= 0; at += name.Length)
        {
            var isBegin = at == 0 || !(char.IsLetterOrDigit(Text[at - 1]) || Text[at - 1] is '/' or '=');
            if (isBegin && !GoesOn(at + name.Length)) return true;
        }
        return false;
    }

    /// <summary>A longer address is another one: also by a query, a fragment or an ending, but not by a sentence's own stop.</summary>
    private bool GoesOn(int end)
    {
        while (end < Text.Length && Text[end] is '.' or '?' or '#' or '&' or '=' or '+' or ':' or ';' or ',' or '@' or '~' or '!') end++;
        return end < Text.Length && (char.IsLetterOrDigit(Text[end]) || Text[end] is '-' or '_' or '/' or '%');
    }

    private bool IsNamedAfter(string name) => Id.StartsWith($"{ConversationId}/{name}/", StringComparison.Ordinal);
}
