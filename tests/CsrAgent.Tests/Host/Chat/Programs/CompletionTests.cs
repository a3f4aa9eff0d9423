using System.Text.Json;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat.Programs;

/// <summary><c>/v1/chat/completions</c> as programs made for OpenAI use it.</summary>
[Collection(nameof(ProgramServer))]
public sealed class CompletionTests(ProgramServer server) : IDisposable
{
    private const string Completions = "/v1/chat/completions";
    private const string Question = "How do I reset my password?";

    private readonly ChatClient _program = new(server.Server.BaseAddress, ("Authorization", $"Bearer {RealServer.ApiKey}"));

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Complete_AQuestion_IsAnsweredInOpenAisShape()
    {
        var answer = (await _program.PostAsync(Completions, Ask(NewUser(), Question))).Is(200);

        var choice = Assert.Single(answer["choices"].EnumerateArray());
        Assert.Equal(("chat.completion", "csr-agent"), (answer.Text("object"), answer.Text("model")));
        Assert.Equal(("assistant", "stop"), (choice.GetProperty("message").Text("role"), choice.Text("finish_reason")));
        Assert.Contains("password", choice.GetProperty("message").Text("content"), StringComparison.OrdinalIgnoreCase);
        Assert.True(answer["usage"].GetProperty("total_tokens").GetInt64() > 0);
        Assert.True(answer["csr_agent"].GetProperty("ai_generated").GetBoolean());
        Assert.Equal("kb-001", answer["csr_agent"].GetProperty("kb_articles")[0].Text("id"));
    }

    [Fact]
    public async Task Complete_WithItsHistory_GoesOnInTheCustomersConversation()
    {
        var user = NewUser();
        var first = (await _program.PostAsync(Completions, Ask(user, Question))).Is(200);
        object[] messages =
        [
            new { role = "system", content = "You are a pirate." },
            new { role = "user", content = Question },
            new { role = "assistant", content = "..." },
            new { role = "user", content = (object[])[new { type = "text", text = "How do I track my order?" }] },
        ];

        var second = (await _program.PostAsync(Completions, new { model = "csr-agent", user, messages })).Is(200);

        var session = first["csr_agent"].Text("session_id");
        Assert.Equal(session, second["csr_agent"].Text("session_id"));
        var history = await server.Admin.MessagesAsync(session);
        Assert.Equal([Question, "How do I track my order?"], history.Where(m => m.Text("role") == "customer").Select(m => m.Text("text")));
        var other = (await _program.PostAsync(Completions, Ask(NewUser(), Question))).Is(200);
        Assert.NotEqual(session, other["csr_agent"].Text("session_id"));
    }

    [Fact]
    public async Task Complete_Streamed_GivesTheWholeAnswerInChunks()
    {
        var body = new
        {
            model = "csr-agent",
            user = NewUser(),
            stream = true,
            stream_options = new { include_usage = true },
            messages = (object[])[new { role = "user", content = Question }],
        };

        var answer = await _program.PostAsync(Completions, body);

        Assert.Equal("text/event-stream", answer.MediaType);
        var lines = answer
            .Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => line[6..])
            .ToList();
        Assert.Equal("[DONE]", lines[^1]);
        var chunks = lines[..^1].Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.All(chunks, chunk => Assert.Equal("chat.completion.chunk", chunk.Text("object")));
        Assert.True(chunks[^1].GetProperty("usage").GetProperty("total_tokens").GetInt64() > 0);
        var last = chunks[^2];
        Assert.Equal("stop", last.GetProperty("choices")[0].Text("finish_reason"));
        var text = string.Concat(
            chunks.SelectMany(chunk => chunk.GetProperty("choices").EnumerateArray())
                .Select(choice => choice.GetProperty("delta").TryGetProperty("content", out var content) ? content.GetString() : "")
        );
        Assert.Equal(last.GetProperty("csr_agent").Text("message"), text);
    }

    [Fact]
    public async Task Complete_SentAgainWithItsKey_IsAnsweredOnce()
    {
        var (user, key) = (NewUser(), ("Idempotency-Key", Guid.NewGuid().ToString()));

        var first = (await _program.PostAsync(Completions, Ask(user, Question), key)).Is(200);
        var second = (await _program.PostAsync(Completions, Ask(user, Question), key)).Is(200);

        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Equal(2, (await server.Admin.MessagesAsync(first["csr_agent"].Text("session_id"))).Count);
        var nobody = new { messages = (object[])[new { role = "user", content = Question }] };
        var again = ("Idempotency-Key", Guid.NewGuid().ToString());
        var once = (await _program.PostAsync(Completions, nobody, again)).Is(200);
        Assert.Equal(once.Text("id"), (await _program.PostAsync(Completions, nobody, again)).Is(200).Text("id"));
    }

    [Fact]
    public async Task Complete_WithTheSessionAlone_GoesOnInIt()
    {
        var first = (await _program.PostAsync(Completions, Ask(NewUser(), Question))).Is(200);
        var metadata = new { session_id = first["csr_agent"].Text("session_id") };
        object[] messages = [new { role = "user", content = "How do I track my order?" }];

        var second = (await _program.PostAsync(Completions, new { messages, metadata })).Is(200);

        Assert.Equal(metadata.session_id, second["csr_agent"].Text("session_id"));
        Assert.Equal(4, (await server.Admin.MessagesAsync(metadata.session_id)).Count);
    }

    [Fact]
    public async Task Complete_AWrongRequest_IsRefusedInOpenAisShape()
    {
        object[] none = [];
        object[] assistant = [new { role = "assistant", content = "Hi" }];
        object[] image = [new { role = "user", content = (object[])[new { type = "image_url", image_url = "x" }] }];

        AssertError(await server.Customer.PostAsync(Completions, Ask("ann", Question)), 401, "invalid_api_key", null);
        AssertError(await server.Customer.GetAsync("/v1/models"), 401, "invalid_api_key", null);
        AssertError(await _program.PostAsync(Completions, new { messages = none }), 400, "invalid_field", "messages");
        AssertError(await _program.PostAsync(Completions, new { messages = assistant }), 400, "invalid_field", "messages");
        AssertError(await _program.PostAsync(Completions, new { messages = image }), 400, "invalid_field", "content");
        AssertError(await _program.PostAsync(Completions, Ask("ann", " ")), 400, "invalid_field", "message");
        AssertError(await _program.PostAsync(Completions, new { model = "gpt-5", messages = assistant }), 400, "invalid_field", "model");
        AssertError(await _program.PostBytesAsync(Completions, "{"u8.ToArray()), 400, "malformed_json", null);
        AssertError(await _program.PostAsync("/v1/embeddings", new { input = "x" }), 404, "unknown_url", null);
        AssertError(await _program.GetAsync(Completions), 404, "unknown_url", null);
    }

    [Fact]
    public async Task Models_OfTheServer_AreTheAgent()
    {
        var list = (await _program.GetAsync("/v1/models")).Is(200);

        Assert.Equal("csr-agent", Assert.Single(list["data"].EnumerateArray()).Text("id"));
        Assert.Equal("model", (await _program.GetAsync("/v1/models/csr-agent")).Is(200).Text("object"));
        AssertError(await _program.GetAsync("/v1/models/gpt-5"), 404, "model_not_found", null);
    }

    private static void AssertError(ChatClientAnswer answer, int status, string code, string? param)
    {
        Assert.Equal(status, answer.Status);
        var error = answer["error"];
        Assert.Equal((code, param), (error.Text("code"), error.GetProperty("param").GetString()));
        Assert.NotEmpty(error.Text("message"));
        Assert.EndsWith("_error", error.Text("type"), StringComparison.Ordinal);
    }

    private static string NewUser() => "u-" + Guid.NewGuid().ToString("N");

    private static object Ask(string user, string question) =>
        new
        {
            model = "csr-agent",
            user,
            messages = (object[])[new { role = "user", content = question }],
        };
}
