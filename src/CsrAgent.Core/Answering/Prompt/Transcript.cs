using System.Text.RegularExpressions;
using CsrAgent.Conversations;
using CsrAgent.Safety;

namespace CsrAgent.Answering.Prompt;

/// <summary>
/// A conversation as data, for a model that writes about it and does not answer it. What it writes is checked for numbers that nobody
/// wrote: an order number or an amount that was made up would mislead whoever reads it later.
/// </summary>
internal static partial class Transcript
{
    private const int MaxMessageLength = 2_000;

    public static string Render(IEnumerable<Message> messages) => string.Join('\n', messages.Select(Line));

    /// <summary>The numbers of more than one digit in a text that are in no message.</summary>
    public static IEnumerable<string> UnsaidNumbers(string text, IReadOnlyList<Message> messages)
    {
        var said = messages.SelectMany(message => Numbers(message.Text)).ToHashSet(StringComparer.Ordinal);
        return Numbers(text).Where(number => number.Length > 1 && !said.Contains(number));
    }

    private static string Line(Message message) =>
        PromptFence.Wrap(
            "message",
            message.Text.Length > MaxMessageLength ? message.Text[..MaxMessageLength] : message.Text,
            PromptFence.Attribute("from", From(message.Role))
        );

    private static string From(MessageRole role) =>
        role switch
        {
            MessageRole.Customer => "customer",
            MessageRole.Agent => "assistant",
            MessageRole.Human => "colleague",
            _ => "system",
        };

    private static IEnumerable<string> Numbers(string text) => NumberPattern().Matches(text).Select(match => match.Value.TrimStart('0'));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex NumberPattern();
}
