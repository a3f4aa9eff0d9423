using System.Globalization;
using CsrAgent.Conversations;
using CsrAgent.Memory;
using CsrAgent.Safety;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Prompt;

/// <summary>
/// The conversation as the model reads it: the history in alternating roles, then one user message with the passages, the customer's new
/// messages and the turn's brief. What changes comes last, so that the provider can cache what precedes it.
/// </summary>
internal static class ConversationPrompt
{
    private const string Beginning = "<event>The conversation began earlier.</event>";

    public static List<ChatMessage> Render(string systemPrompt, AnswerRequest request)
    {
        var messages = new List<ChatMessage> { new(ChatRole.System, systemPrompt) };
        foreach (var message in request.History.Where(message => !string.IsNullOrWhiteSpace(message.Text)))
        {
            Append(messages, RoleOf(message.Role), [new TextContent(Words(message))]);
        }
        Append(messages, ChatRole.User, Question(request));
        return messages;
    }

    private static List<AIContent> Question(AnswerRequest request) =>
        [
            .. request.Passages.Select(PassageContent.Create),
            .. request.Memories.Select(memory => new TextContent(Memory(memory))),
            .. request.Messages.Select(text => new TextContent(Customer(text))),
            new TextContent(TurnBrief.Render(request)),
        ];

    // Providers require the user first, and alternating roles.
    private static void Append(List<ChatMessage> messages, ChatRole role, List<AIContent> contents)
    {
        if (messages[^1].Role == ChatRole.System && role != ChatRole.User) messages.Add(new(ChatRole.User, Beginning));
        if (messages[^1].Role != role) messages.Add(new(role, contents));
        else contents.ForEach(messages[^1].Contents.Add);
    }

    // A person's words come as an event: the model could forge a turn of its own, but no mark.
    private static ChatRole RoleOf(MessageRole role) => role is MessageRole.Agent ? ChatRole.Assistant : ChatRole.User;

    private static string Words(Message message) =>
        message.Role switch
        {
            MessageRole.Customer => Customer(message.Text),
            MessageRole.Human => PromptFence.Wrap("event", message.Text, Colleague(message.Author)),
            MessageRole.System => PromptFence.Wrap("event", message.Text),
            _ => PromptFence.Neutralise(message.Text),
        };

    private static string Colleague(string? name) =>
        PromptFence.Attribute("from", "human colleague")
        + (string.IsNullOrWhiteSpace(name) ? "" : " " + PromptFence.Attribute("name", name));

    private static string Memory(CustomerMemory memory) =>
        PromptFence.Wrap(
            "memory",
            memory.Text,
            PromptFence.Attribute("kind", memory.Kind.ToWireName())
                + " "
                + PromptFence.Attribute("noted", memory.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        );

    private static string Customer(string text) => PromptFence.Wrap("customer_message", text);
}
