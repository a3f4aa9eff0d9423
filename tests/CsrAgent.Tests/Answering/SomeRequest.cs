using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Sentiment;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Answering;

/// <summary>Requests and passages as the tests of answering need them.</summary>
internal static class SomeRequest
{
    public const string ResetSteps = """
        You can choose a new password yourself with a reset link sent to your email address.

        1. Open the sign-in page and select **Forgot password?**
        2. Enter the email address of your account.
        3. Open the message and select **Reset password**. The link is valid for 60 minutes.
        """;

    public static readonly PassageHit Reset = Hit("kb-001", "How to Reset Your Password", ResetSteps, 0.9);

    public static readonly PassageHit Refund = Hit(
        "kb-028",
        "How Long a Refund Takes",
        "A refund takes 5 to 7 business days to reach your original payment method.",
        0.8
    );

    public static PassageHit Hit(
        string id,
        string title,
        string text,
        double relevance,
        string language = "en",
        int index = 0,
        string? heading = null
    ) => new(new(id, index, heading, text), title, "https://support.example.com/" + id, language, relevance);

    public static AnswerRequest Question(string text, params PassageHit[] passages) =>
        new()
        {
            ConversationId = new("conversation-1"),
            TurnId = new("turn_1"),
            Messages = [text],
            History = [],
            Mood = Mood.Neutral,
            Language = "en",
            Passages = passages,
        };

    public static Message Message(MessageRole role, string text, string? author = null) =>
        new()
        {
            Id = "m-" + text.GetHashCode(StringComparison.Ordinal),
            Role = role,
            Text = text,
            At = DateTimeOffset.UnixEpoch,
            Author = author,
        };

    public static TextContent Cited(string text, PassageHit hit, string quote) =>
        new(text) { Annotations = [new CitationAnnotation { Url = new(PassageContent.SourceOf(hit)), Snippet = quote }] };

    public static FunctionCallContent Call(string name, params (string Name, object? Value)[] arguments) =>
        new($"call-{Guid.NewGuid():n}", name, arguments.ToDictionary(entry => entry.Name, entry => entry.Value));
}
