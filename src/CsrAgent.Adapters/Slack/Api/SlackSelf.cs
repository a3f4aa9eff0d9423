namespace CsrAgent.Adapters.Slack.Api;

/// <summary>Asks Slack once who the app is. Safe to call from many threads.</summary>
internal sealed class SlackSelf(SlackApi api) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private SlackIdentity? _known;

    /// <exception cref="SlackException">Slack did not say; the next call asks again.</exception>
    public async ValueTask<SlackIdentity> ReadAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known) return known;
        await _one.WaitAsync(cancellationToken);
        try
        {
            return _known ??= await AskAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<SlackIdentity> AskAsync(CancellationToken cancellationToken)
    {
        const string Method = "auth.test";
        var me = await api.ReadAsync(Method, [], cancellationToken);
        if (me.Text("team_id") is not { } team || me.Text("user_id") is not { } user)
        {
            throw new SlackException(Method, SlackErrors.Unclear);
        }
        var bot = me.Text("bot_id");
        var enterprise = me.IsTrue("is_enterprise_install") ? me.Text("enterprise_id") : null;
        return new(team, enterprise, user, bot, bot is null ? null : await AppOfAsync(bot, cancellationToken));
    }

    private async Task<string?> AppOfAsync(string bot, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await api.ReadAsync("bots.info", [new("bot", bot)], cancellationToken);
            return reply.Find("bot") is { } info ? info.Text("app_id") : null;
        }
        catch (SlackException e) when (e.Error == "missing_scope")
        {
            // The signature, or the socket's own token, already binds what arrives to the app.
            return null;
        }
    }
}
