using System.Collections.Concurrent;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Privacy;

namespace CsrAgent.Adapters.Slack.Handoff;

/// <summary>The names of those who work in Slack, as customers see them. Safe to call from many threads.</summary>
internal sealed class SlackPeople(SlackApi api, Redactor redactor)
{
    /// <summary>More than any team has; then all are asked for again.</summary>
    private const int MaxKnown = 5_000;

    private const int MaxName = 128;

    private readonly ConcurrentDictionary<string, string> _names = new();

    /// <summary>The user's own id where Slack does not tell a name, or one that must not be stored.</summary>
    /// <exception cref="SlackException">Slack cannot be reached.</exception>
    public async ValueTask<string> NameOfAsync(string user, CancellationToken cancellationToken)
    {
        if (_names.TryGetValue(user, out var known)) return known;
        var name = await AskAsync(user, cancellationToken);
        if (_names.Count >= MaxKnown) _names.Clear();
        return _names.GetOrAdd(user, name);
    }

    private async Task<string> AskAsync(string user, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await api.ReadAsync("users.info", [new("user", user)], cancellationToken);
            var info = reply.Find("user");
            var name = info?.Find("profile")?.Text("display_name") ?? info?.Find("profile")?.Text("real_name") ?? info?.Text("real_name");
            return name is null || name.Length > MaxName || redactor.HasCard(name) ? user : name;
        }
        catch (SlackException e) when (e.Error is "missing_scope" or "user_not_found")
        {
            return user;
        }
    }
}
