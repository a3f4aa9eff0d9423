using CsrAgent.Telemetry;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Slack;
using CsrAgent.Tests.Support.Webhooks;
using CsrAgent.Tests.Support.Zendesk;

namespace CsrAgent.Tests.Host.Doctor;

/// <summary>What <c>csr-agent doctor</c> says of channels that are set up wrong: one line each, with its fix.</summary>
public sealed class DoctorChannelTests : IDisposable
{
    private static readonly string[] AllScopes =
    [
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "chat:write",
        "groups:history",
        "im:history",
        "reactions:read",
        "users:read",
    ];

    private readonly DoctorRig _rig = new();

    [Fact]
    public async Task Slack_SetUpAsTheDocsSay_HasNothingToSay()
    {
        await using var slack = await StartSlackAsync();
        (_rig["SLACK_APP_TOKEN"], _rig["SLACK_ESCALATION_CHANNEL"]) = (FakeSlack.AppToken, "C0PEOPLE001");

        var found = await ExamineAsync("slack");

        Assert.All(found, line => Assert.Equal(DiagnosisLevel.Ok, line.Level));
        Assert.Equal(3, found.Count);
        Assert.Empty(slack.Violations);
    }

    [Theory]
    [InlineData("chat:write", DiagnosisLevel.Fault, "lacks the scope chat:write")]
    [InlineData("im:history", DiagnosisLevel.Fault, "lacks the scope im:history")]
    [InlineData("app_mentions:read", DiagnosisLevel.Fault, "lacks the scope app_mentions:read")]
    [InlineData("groups:history", DiagnosisLevel.Warning, "the scope groups:history")]
    [InlineData("users:read", DiagnosisLevel.Warning, "hand-offs need the scope users:read")]
    [InlineData("assistant:write", DiagnosisLevel.Warning, "set SLACK_STREAMING=false")]
    public async Task Slack_AScopeIsMissing_IsNamed(string scope, DiagnosisLevel level, string line)
    {
        await using var slack = await StartSlackAsync();
        slack.Scopes = [.. AllScopes.Except([scope])];
        _rig["SLACK_ESCALATION_CHANNEL"] = "C0PEOPLE001";

        await AssertSaysAsync("slack", level, line);
    }

    [Fact]
    public async Task Slack_ATokenThatWasRevoked_IsOneLine()
    {
        await using var slack = await StartSlackAsync();
        _rig["SLACK_BOT_TOKEN"] = "xoxb-another";

        Assert.Contains("install the app again", Assert.Single(await ExamineAsync("slack")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slack_ThatCannotBeReached_SaysWhatToCheck()
    {
        _rig["SLACK_BOT_TOKEN"] = FakeSlack.BotToken;
        _rig["SLACK_SIGNING_SECRET"] = FakeSlack.SigningSecret;
        _rig["SLACK_API_URL"] = $"http://127.0.0.1:{FreePort.Find()}/api/";

        await AssertSaysAsync("slack", DiagnosisLevel.Fault, "Check SLACK_API_URL");
    }

    [Theory]
    [InlineData("xapp-1-A0OTHERAPP1-1-abc", "SLACK_APP_TOKEN is of the app A0OTHERAPP1, SLACK_BOT_TOKEN of A0AGENT0001")]
    [InlineData("xapp-revoked", "SLACK_APP_TOKEN needs the scope connections:write")]
    public async Task Slack_AnAppTokenThatDoesNotFit_IsNamed(string token, string line)
    {
        await using var slack = await StartSlackAsync();
        _rig["SLACK_APP_TOKEN"] = token;

        await AssertSaysAsync("slack", DiagnosisLevel.Fault, line);
    }

    [Fact]
    public async Task Slack_SocketModeIsOff_IsNamed()
    {
        await using var slack = await StartSlackAsync();
        slack.Fail("apps.connections.open", FakeSlackFault.LinkDisabled);
        _rig["SLACK_APP_TOKEN"] = FakeSlack.AppToken;

        await AssertSaysAsync("slack", DiagnosisLevel.Fault, "Socket Mode is switched off for the app");
    }

    [Theory]
    [InlineData(FakeSlackFault.NotInChannel, "invite the app to the channel")]
    [InlineData(FakeSlackFault.ChannelNotFound, "the channel is gone, or private and the app was not invited")]
    public async Task Slack_AHandoffChannelThatIsClosedToIt_IsNamed(FakeSlackFault fault, string line)
    {
        await using var slack = await StartSlackAsync();
        slack.Fail("conversations.history", fault);
        _rig["SLACK_ESCALATION_CHANNEL"] = "C0PEOPLE001";

        await AssertSaysAsync("slack", DiagnosisLevel.Fault, line);
        Assert.Empty(slack.Ours);
    }

    [Fact]
    public async Task Zendesk_SetUpAsTheDocsSay_HasNothingToSay()
    {
        await using var zendesk = await StartZendeskAsync();

        Assert.All(await ExamineAsync("zendesk"), line => Assert.Equal(DiagnosisLevel.Ok, line.Level));
        Assert.Empty(zendesk.Violations);
        Assert.All(zendesk.Requests.Where(request => request != "POST /oauth/tokens"), request => Assert.StartsWith("GET ", request));
        Assert.False(Directory.Exists(_rig["DATA_DIR"]), "The doctor leaves nothing behind.");
    }

    [Fact]
    public async Task Zendesk_WrongCredentials_AreOneLine()
    {
        await using var zendesk = await StartZendeskAsync();
        _rig["ZENDESK_CLIENT_SECRET"] = "wrong";

        Assert.Contains("ZENDESK_CLIENT_SECRET", Assert.Single(await ExamineAsync("zendesk")).Text, StringComparison.Ordinal);
    }

    public static TheoryData<Action<FakeZendesk>, DiagnosisLevel, string> Mistakes =>
        new()
        {
            {
                zendesk => zendesk.Role = "end-user",
                DiagnosisLevel.Fault,
                "give it the role of an agent"
            },
            {
                zendesk => zendesk.OwnUser = null,
                DiagnosisLevel.Warning,
                "set ZENDESK_AGENT_ID"
            },
            {
                zendesk => zendesk.HookEndpoint = "https://example.com/other",
                DiagnosisLevel.Fault,
                "create one (docs/channels.md"
            },
            {
                zendesk => zendesk.HookStatus = "inactive",
                DiagnosisLevel.Fault,
                "\"Support Assistant\" is switched off"
            },
            {
                zendesk => zendesk.HookSecret = "another-signing-secret",
                DiagnosisLevel.Fault,
                "ZENDESK_WEBHOOK_SECRET is not that"
            },
            {
                zendesk => zendesk.HookSubscriptions = ["zen:event-type:ticket.created"],
                DiagnosisLevel.Fault,
                "subscribe it to Comment added"
            },
            {
                zendesk => zendesk.HookSubscriptions = ["conditional_ticket_events"],
                DiagnosisLevel.Fault,
                "no active trigger sets the webhook"
            },
            {
                zendesk => zendesk.Fault = r => r.Path.StartsWithSegments("/api/v2/webhooks", StringComparison.Ordinal) ? new(403) : null,
                DiagnosisLevel.Warning,
                "administrators only"
            },
        };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task Zendesk_AMistake_IsOneLineWithItsFix(Action<FakeZendesk> make, DiagnosisLevel level, string line)
    {
        await using var zendesk = await StartZendeskAsync();
        make(zendesk);

        await AssertSaysAsync("zendesk", level, line);
    }

    [Fact]
    public async Task Zendesk_SetOffByATrigger_IsAllRight()
    {
        await using var zendesk = await StartZendeskAsync();
        (zendesk.HookSubscriptions, zendesk.HasTrigger) = (["conditional_ticket_events"], true);

        Assert.All(await ExamineAsync("zendesk"), line => Assert.Equal(DiagnosisLevel.Ok, line.Level));
    }

    [Theory]
    [InlineData("active")]
    [InlineData("inactive")]
    public async Task Zendesk_AnotherInstallationHasAWebhookToo_IsNotJudged(string status)
    {
        await using var zendesk = await StartZendeskAsync();
        (zendesk.HasOtherAgent, zendesk.HookStatus) = (true, status);

        var found = await ExamineAsync("zendesk");

        Assert.DoesNotContain(found, line => line.Text.Contains("Trial", StringComparison.Ordinal));
        Assert.Equal(status == "active" ? 0 : 1, found.Count(line => line.Level == DiagnosisLevel.Fault));
    }

    [Fact]
    public async Task Zendesk_ManyWebhooksAndTriggers_AreReadToTheLastPage()
    {
        await using var zendesk = await StartZendeskAsync();
        zendesk.PageSize = 1;
        (zendesk.HookSubscriptions, zendesk.HasTrigger) = (["conditional_ticket_events"], true);

        Assert.All(await ExamineAsync("zendesk"), line => Assert.Equal(DiagnosisLevel.Ok, line.Level));
        Assert.Empty(zendesk.Violations);
    }

    [Fact]
    public async Task Zendesk_ARefreshToken_IsNotUsedUp()
    {
        await using var zendesk = await StartZendeskAsync();
        _rig["ZENDESK_REFRESH_TOKEN"] = FakeZendesk.FirstRefreshToken;

        Assert.Contains("not tried", Assert.Single(await ExamineAsync("zendesk")).Text, StringComparison.Ordinal);
        Assert.Empty(zendesk.Requests);
    }

    [Fact]
    public async Task Webhook_ThatAnswers_IsCalledWithoutAnEvent()
    {
        await using var receiver = await StartReceiverAsync();

        Assert.Equal(DiagnosisLevel.Ok, Assert.Single(await ExamineAsync("webhook")).Level);
        Assert.Empty(receiver.Received);
    }

    [Theory]
    [InlineData("WEBHOOK_URL", "http://127.0.0.1:9/hooks", DiagnosisLevel.Fault, "cannot be reached at 127.0.0.1:9")]
    [InlineData("WEBHOOK_ALLOW_PRIVATE", "false", DiagnosisLevel.Fault, "set WEBHOOK_ALLOW_PRIVATE=true")]
    [InlineData("WEBHOOK_URL", "http://192.0.2.1:9/hooks", DiagnosisLevel.Warning, "use https")]
    public async Task Webhook_AMistake_IsOneLineWithItsFix(string name, string value, DiagnosisLevel level, string line)
    {
        await using var receiver = await StartReceiverAsync();
        _rig[name] = value;
        if (value.Contains("192.0.2.1", StringComparison.Ordinal)) _rig["WEBHOOK_ALLOW_PRIVATE"] = "false"; // It is not called then.

        await AssertSaysAsync("webhook", level, line);
    }

    [Fact]
    public async Task Webhook_ASecretOfTheWrongShape_StopsTheStartWithItsName()
    {
        await using var receiver = await StartReceiverAsync();
        _rig["WEBHOOK_SECRET"] = "whsec_short";

        Assert.Contains(
            await _rig.ExamineAsync(),
            line => line.Text.Contains("WEBHOOK_SECRET contains an invalid secret", StringComparison.Ordinal)
        );
    }

    public void Dispose() => _rig.Dispose();

    private async Task<List<Diagnosis>> ExamineAsync(string part) => [.. (await _rig.ExamineAsync()).Where(line => line.Part == part)];

    private async Task AssertSaysAsync(string part, DiagnosisLevel level, string text)
    {
        var line = Assert.Single(await ExamineAsync(part), line => line.Level == level);
        Assert.Contains(text, line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line.Text);
    }

    private async Task<FakeSlack> StartSlackAsync()
    {
        var slack = await FakeSlack.StartAsync();
        slack.Scopes = AllScopes;
        foreach (var (name, value) in slack.Settings) _rig[name] = value;
        return slack;
    }

    private async Task<FakeZendesk> StartZendeskAsync()
    {
        var zendesk = await FakeZendesk.StartAsync();
        _rig["ZENDESK_URL"] = zendesk.BaseAddress;
        _rig["ZENDESK_WEBHOOK_SECRET"] = FakeZendeskHook.Secret;
        _rig["ZENDESK_CLIENT_ID"] = "csr_agent";
        _rig["ZENDESK_CLIENT_SECRET"] = "client-secret";
        return zendesk;
    }

    private async Task<FakeReceiver> StartReceiverAsync()
    {
        var secret = FakeReceiver.NewSecret();
        var receiver = await FakeReceiver.StartAsync(secret);
        _rig["WEBHOOK_URL"] = receiver.Url;
        _rig["WEBHOOK_SECRET"] = secret;
        _rig["WEBHOOK_INBOUND_SECRET"] = FakeReceiver.NewSecret();
        _rig["WEBHOOK_ALLOW_PRIVATE"] = "true";
        return receiver;
    }
}
