using System.Text.Json;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Admission;

namespace CsrAgent.Adapters.Slack.Events;

/// <summary>
/// Picks people's messages out of what Slack sends. Everything else is no question: edits, deletions, joins, and messages of apps, of which
/// two would answer each other forever.
/// </summary>
internal static class SlackEventReader
{
    private const string Cut = "\n[The rest of this message was too long and was left out.]";

    /// <summary>Null for what is not a person's message.</summary>
    /// <param name="envelope">The whole <c>event_callback</c>.</param>
    /// <param name="self">Who the app is.</param>
    public static SlackMessage? Read(JsonElement envelope, SlackIdentity self)
    {
        if (envelope.Find("event") is not { } received || !IsFromPerson(received, self)) return null;
        if (received.Text("channel") is not { } channel || received.Text("user") is not { } user || received.Text("ts") is not { } ts)
        {
            return null;
        }
        var own = received.Text("text") ?? SlackBlockText.Of(received);
        var shared = SlackBlockText.Shared(received);
        var all = shared.Length == 0 ? own : $"{own}\n{shared}";
        var files = FilesOf(received);
        var thread = new SlackThread(self.Install, channel, received.Text("thread_ts") ?? ts, user);
        return new(thread, ts, ForAgent(Plain(all, self), files))
        {
            OwnText = SlackText.ToMarkdown(Plain(own, self)),
            HasFiles = files.Count > 0,
            HasShared = shared.Length > 0,
            IsDirect = received.Text("channel_type") == "im" || channel.StartsWith('D'),
            MentionsApp = received.Text("type") == "app_mention" || SlackText.Mentions(own, self.UserId),
        };
    }

    private static string Plain(string text, SlackIdentity self) => Limit(SlackText.ToPlain(text, self.UserId));

    private static bool IsFromPerson(JsonElement received, SlackIdentity self) =>
        received.Text("type") is "message" or "app_mention"
        && received.Text("subtype") is null or "file_share" or "thread_broadcast"
        && !received.IsTrue("hidden")
        && received.Find("bot_id") is null
        && received.Find("bot_profile") is null
        && !self.IsAuthorOf(received)
        && received.Text("user") is not "USLACKBOT";

    private static List<string> FilesOf(JsonElement received) =>
        [
            .. received
                .List("files")
                .Select(file => file.Text("name") ?? file.Text("title"))
                .OfType<string>()
                .Select(name => $"[Attached file, not read: {name}]"),
        ];

    /// <summary>Files are named, not read. A mention without a word is a greeting.</summary>
    private static string ForAgent(string written, List<string> files)
    {
        var text = string.Join('\n', files.Prepend(written).Where(line => line.Length > 0));
        return text.Length == 0 ? "Hello" : Limit(text);
    }

    private static string Limit(string text)
    {
        var clean = text.Replace("\0", "", StringComparison.Ordinal);
        return clean.Length <= AdmissionRules.MaxText ? clean : Head(clean, AdmissionRules.MaxText - Cut.Length) + Cut;
    }

    private static string Head(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
