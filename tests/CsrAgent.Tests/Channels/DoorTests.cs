using System.Text.Json.Nodes;
using CsrAgent.Adapters.Slack;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Slack;
using CsrAgent.Tests.Support.Zendesk;

namespace CsrAgent.Tests.Channels;

/// <summary>
/// A conversation on a channel that has to be called is opened by that channel alone: else anybody could have replies sent to anybody. Each
/// route that opens one, with each channel's name and ids, of conversations that are there and of such that are not.
/// </summary>
[Trait("Category", "Slow")]
public sealed class DoorTests : IAsyncLifetime
{
    private const string User = "U0CUSTOMER1";
    private const string Direct = "D0CUSTOMER1";

    private AllChannelsServer _all = null!;

    public async ValueTask InitializeAsync() => _all = await AllChannelsServer.StartAsync(("OPENAI_API", "true"), ("MCP_SERVER", "true"));

    public ValueTask DisposeAsync() => _all.DisposeAsync();

    [Fact]
    public async Task Open_OnEachChannelByEachRoute_IsRefused()
    {
        var said = _all.Slack.Say(User, Direct, CalmQuestions.All[0]);
        await _all.Client.PostEventAsync(FakeSlackEvents.Of(said));
        var ticket = _all.Zendesk.Open(8, CalmQuestions.All[1]);
        await _all.HookAsync(FakeZendeskHook.Commented(ticket, ticket.Comments[0]));
        await _all.CallAsync(
            new()
            {
                ["conversation_id"] = "c1",
                ["user_id"] = "ann",
                ["message"] = CalmQuestions.All[2],
            }
        );
        await Until.TrueAsync(() => Told() == 3, "each has its answer");
        (string Channel, string User, string[] Sessions)[] doors =
        [
            (
                "slack",
                $"{FakeSlack.Team}:{User}",
                [new SlackThread(FakeSlack.Team, Direct, said.Ts, User).ConversationId.Value, $"slack:{FakeSlack.Team}:{Direct}:a.b:{User}"]
            ),
            ("slack_handoff", "esc_1", ["slack_handoff:1", "SLACK_HANDOFF:1"]),
            ("zendesk", "zendesk:8", [$"zendesk:{ticket.Id}:8", "zendesk:4711:8", "Zendesk:4711:8"]),
            ("webhook", "webhook:ann", ["webhook:c1", "webhook:c2", "WEBHOOK:c2"]),
        ];
        var conversations = await CountAsync();
        var opened = new List<string>();
        foreach (var (channel, user, sessions) in doors)
        {
            foreach (var (route, post) in Routes(channel, user, sessions))
            {
                var answer = await post();
                if (!IsRefused(answer)) opened.Add($"{route} of {channel}: {answer.Status} {answer.Body}");
            }
        }

        Assert.Empty(opened);
        Assert.Equal(conversations, await CountAsync());
        Assert.Equal(3, Told());

        // Each route opens a conversation that is nobody's yet: it was refused for whose it is. Only for a session of one's own choice
        // anybody needs its token.
        for (var number = 0; number < Routes("web", "ann", ["door"]).Count(); number++)
        {
            var (route, post) = Routes("web", "ann", [$"door-{number}"]).ElementAt(number);
            var answer = await post();
            var isClosed = route == $"session door-{number}, by anybody";
            Assert.True(isClosed == IsRefused(answer), $"{route}: {answer.Status} {answer.Body}");
        }
    }

    private static bool IsRefused(ChatClientAnswer answer) =>
        answer.Status is >= 400 and < 500 || (answer.Status == 200 && answer.Body.Contains("\"isError\":true", StringComparison.Ordinal));

    private IEnumerable<(string Route, Func<Task<ChatClientAnswer>> Post)> Routes(string channel, string user, string[] sessions)
    {
        foreach (var client in (ChatClient[])[_all.Client, _all.Admin])
        {
            var caller = client == _all.Admin ? "the company" : "anybody";
            object Chat(string? session, string? named) =>
                new
                {
                    session_id = session,
                    user_id = user,
                    message = "Hello?",
                    channel = named,
                };
            yield return ($"chat on the channel, by {caller}", () => client.PostAsync(ChatClient.Chat, Chat(null, channel)));
            foreach (var session in sessions)
            {
                yield return ($"chat in {session}, by {caller}", () => client.PostAsync(ChatClient.Chat, Chat(session, null)));
                yield return ($"chat in {session} on it, by {caller}", () => client.PostAsync(ChatClient.Chat, Chat(session, channel)));
                yield return (
                    $"session {session}, by {caller}",
                    () => client.PostAsync($"{ChatClient.Chat}/sessions", new { session_id = session, user_id = user })
                );
            }
        }
        foreach (var session in sessions)
        {
            var question = new
            {
                model = "csr-agent",
                user,
                messages = new[] { new { role = "user", content = "Hello?" } },
                metadata = new { session_id = session },
            };
            yield return ($"completion in {session}", () => _all.Admin.PostAsync("/v1/chat/completions", question));
            yield return ($"ask in {session}", () => AskAsync(session, user));
        }
    }

    private Task<ChatClientAnswer> AskAsync(string session, string user)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = System.Net.Http.Json.JsonContent.Create(
                new JsonObject
                {
                    ["jsonrpc"] = "2.0",
                    ["id"] = 1,
                    ["method"] = "tools/call",
                    ["params"] = new JsonObject
                    {
                        ["name"] = "ask",
                        ["arguments"] = new JsonObject
                        {
                            ["question"] = "Hello?",
                            ["session_id"] = session,
                            ["user_id"] = user,
                        },
                    },
                }
            ),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        return _all.Admin.SendAsync(request);
    }

    private int Told() =>
        _all.Slack.Ours.Count
        + _all.Zendesk.Tickets.Sum(ticket => _all.Zendesk.Look(ticket, now => now.Answers.Count + now.Notes.Count))
        + _all.Receiver.Of("message.created").Count(body => (string?)body["data"]!["message"]!["role"] is null);

    private async Task<int> CountAsync()
    {
        var list = (await _all.Admin.GetAsync($"{ChatClient.Admin}/conversations?limit=100")).Is(200);
        return list["conversations"].GetArrayLength();
    }
}
