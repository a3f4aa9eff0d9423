using CsrAgent.Languages;
using CsrAgent.Replies;

namespace CsrAgent.Answering;

/// <summary>"Are you human?", alone or as one sentence of several.</summary>
internal static class IdentityQuestion
{
    /// <summary>The language in which the messages ask it; null if they do not.</summary>
    /// <param name="language">The customer's (ISO 639-1).</param>
    public static string? Language(IEnumerable<string> messages, string language) =>
        messages
            .SelectMany(Sentences.Split)
            .Select(sentence => SmallTalk.Find(sentence, language))
            .FirstOrDefault(talk => talk is { Kind: SmallTalkKind.Identity })
            ?.Language;
}
