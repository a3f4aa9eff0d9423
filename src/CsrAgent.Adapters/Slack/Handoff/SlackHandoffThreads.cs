using System.Collections.Concurrent;
using CsrAgent.Adapters.Slack.Api;

namespace CsrAgent.Adapters.Slack.Handoff;

/// <summary>
/// Which hand-off a thread belongs to. Its first message says so in its metadata, so that any process knows, after a restart too. Safe to
/// call from many threads.
/// </summary>
internal sealed class SlackHandoffThreads(SlackApi api, SlackSelf self)
{
    private const int MaxKnown = 10_000;

    private readonly ConcurrentDictionary<string, string> _known = new();

    /// <summary>Null for a thread of another kind.</summary>
    /// <exception cref="SlackException">Slack cannot be reached.</exception>
    public async ValueTask<string?> HandoffOfAsync(string channel, string root, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(root, out var known)) return known.Length == 0 ? null : known;
        var found = await AskAsync(channel, root, cancellationToken);
        if (_known.Count >= MaxKnown) _known.Clear();
        _known[root] = found ?? "";
        return found;
    }

    private async Task<string?> AskAsync(string channel, string root, CancellationToken cancellationToken)
    {
        try
        {
            var me = await self.ReadAsync(cancellationToken);
            KeyValuePair<string, string>[] arguments =
            [
                new("channel", channel),
                new("ts", root),
                new("limit", "1"),
                new("inclusive", "true"),
                new("include_all_metadata", "true"),
            ];
            var reply = await api.ReadAsync("conversations.replies", arguments, cancellationToken);
            var first = reply.List("messages").FirstOrDefault(message => message.Text("ts") == root);
            return SlackPosts.MarksOf(first, me)?.Text(SlackStaffChannel.HandoffMark);
        }
        catch (SlackException e) when (e.Error == SlackErrors.ThreadNotFound)
        {
            return null;
        }
    }
}
