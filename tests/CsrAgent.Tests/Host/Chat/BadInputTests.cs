using System.Text;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat;

/// <summary>Whatever comes in, the answer is a problem that names what is wrong; never a fault of the server, never silence.</summary>
[Collection(nameof(GroundedServer))]
public sealed class BadInputTests(GroundedServer server)
{
    private readonly ChatClient _customer = server.Customer;

    public static TheoryData<string, string> NotJson =>
        new()
        {
            { "blank", "   " },
            { "words", "hello" },
            { "cut", """{"user_id":"ann","message":"Hi" """ },
            { "two objects", """{"user_id":"ann","message":"Hi"}{}""" },
            { "trailing comma", """{"user_id":"ann","message":"Hi",}""" },
            { "comment", """{"user_id":"ann","message":"Hi"/* x */}""" },
            { "single quotes", "{'user_id':'ann','message':'Hi'}" },
            { "array", """[{"user_id":"ann","message":"Hi"}]""" },
            { "string", "\"Hi\"" },
            { "number", "42" },
            { "null", "null" },
            { "NUL byte", "{\"user_id\":\"ann\",\"message\":\"a\0b\"}" },
            { "raw line break in a string", "{\"user_id\":\"ann\",\"message\":\"a\nb\"}" },
            { "17 levels", string.Concat(Enumerable.Repeat("{\"a\":", 17)) + "1" + new string('}', 17) },
            { "100,000 levels", new string('[', 100_000) },
            { "100,000 levels in metadata", """{"user_id":"ann","message":"Hi","metadata":""" + new string('[', 100_000) },
        };

    public static TheoryData<string, string> WrongFields =>
        new()
        {
            { "", "user_id" },
            { "{}", "user_id" },
            { """{"message":"Hi"}""", "user_id" },
            { """{"user_id":"ann"}""", "message" },
            { """{"user_id":null,"message":"Hi"}""", "user_id" },
            { """{"user_id":"","message":"Hi"}""", "user_id" },
            { """{"user_id":"  ","message":"Hi"}""", "user_id" },
            { """{"user_id":7,"message":"Hi"}""", "user_id" },
            { """{"user_id":["ann"],"message":"Hi"}""", "user_id" },
            { """{"user_id":"a\u0000b","message":"Hi"}""", "user_id" },
            { """{"user_id":"\ud800","message":"Hi"}""", "user_id" },
            { $$"""{"user_id":"{{new string('u', 257)}}","message":"Hi"}""", "user_id" },
            { """{"user_id":"ann","message":null}""", "message" },
            { """{"user_id":"ann","message":""}""", "message" },
            { """{"user_id":"ann","message":" \t\r\n\u00a0\u2003 "}""", "message" },
            { """{"user_id":"ann","message":12}""", "message" },
            { """{"user_id":"ann","message":true}""", "message" },
            { """{"user_id":"ann","message":{"text":"Hi"}}""", "message" },
            { """{"user_id":"ann","message":["Hi"]}""", "message" },
            { """{"user_id":"ann","message":"a\u0000b"}""", "message" },
            { """{"user_id":"ann","message":"\ud83d"}""", "message" },
            { """{"user_id":"ann","message":"\udc00 first"}""", "message" },
            { """{"user_id":"ann","message":"\udc00\ud800"}""", "message" },
            { $$"""{"user_id":"ann","message":"{{new string('x', 8_001)}}"}""", "message" },
            { """{"user_id":"ann","message":"Hi","session_id":""}""", "session_id" },
            { """{"user_id":"ann","message":"Hi","session_id":" a"}""", "session_id" },
            { """{"user_id":"ann","message":"Hi","session_id":"a\nb"}""", "session_id" },
            { """{"user_id":"ann","message":"Hi","session_id":"a\u2028b"}""", "session_id" },
            { """{"user_id":"ann","message":"Hi","session_id":5}""", "session_id" },
            { $$"""{"user_id":"ann","message":"Hi","session_id":"{{new string('s', 201)}}"}""", "session_id" },
            { """{"user_id":"ann","message":"Hi","channel":"carrier-pigeon"}""", "channel" },
            { """{"user_id":"ann","message":"Hi","channel":""}""", "channel" },
            { """{"user_id":"ann","message":"Hi","channel":"WEB"}""", "channel" },
            { """{"user_id":"ann","message":"Hi","channel":1}""", "channel" },
            { """{"user_id":"ann","message":"Hi","message_id":""}""", "message_id" },
            { """{"user_id":"ann","message":"Hi","message_id":{}}""", "message_id" },
            { """{"user_id":"ann","message":"Hi","message_id":"\u0000"}""", "message_id" },
            { $$"""{"user_id":"ann","message":"Hi","message_id":"{{new string('m', 257)}}"}""", "message_id" },
            { """{"user_id":"ann","message":"Hi","stream":"yes"}""", "stream" },
            { """{"user_id":"ann","message":"Hi","stream":1}""", "stream" },
            { """{"user_id":"ann","message":"Hi","metadata":"gold"}""", "metadata" },
            { """{"user_id":"ann","message":"Hi","metadata":["gold"]}""", "metadata" },
            { """{"user_id":"ann","message":"Hi","metadata":{"a":{"b":1}}}""", "metadata" },
            { """{"user_id":"ann","message":"Hi","metadata":{"a":null}}""", "metadata" },
            { """{"user_id":"ann","message":"Hi","metadata":{"":"x"}}""", "metadata" },
            { """{"user_id":"ann","message":"Hi","metadata":{"\ud800":"x"}}""", "metadata" },
            { """{"user_id":"ann","message":"Hi","metadata":{"a":"\udfff"}}""", "metadata" },
            { $$$"""{"user_id":"ann","message":"Hi","metadata":{"a":"{{{new string('v', 513)}}}"}}""", "metadata" },
            { $$$"""{"user_id":"ann","message":"Hi","metadata":{"{{{new string('k', 65)}}}":"x"}}""", "metadata" },
            {
                """{"user_id":"ann","message":"Hi","metadata":{"""
                    + string.Join(",", Enumerable.Range(0, 17).Select(i => $"\"k{i}\":1"))
                    + "}}",
                "metadata"
            },
        };

    [Theory]
    [MemberData(nameof(NotJson))]
    public async Task Post_NoJsonObject_IsMalformed(string _, string body) => (await PostAsync(body)).IsProblem(400, "malformed_json");

    [Theory]
    [MemberData(nameof(WrongFields))]
    public async Task Post_WrongField_IsNamed(string body, string field) => (await PostAsync(body)).IsProblem(400, "invalid_field", field);

    [Theory]
    [InlineData("message", new byte[] { 0xff, 0xfe })]
    [InlineData("message", new byte[] { 0xc3 })]
    [InlineData("message", new byte[] { 0xed, 0xa0, 0x80 })]
    [InlineData("message", new byte[] { 0xc0, 0xaf })]
    [InlineData("user_id", new byte[] { 0xf8, 0x88, 0x80, 0x80, 0x80 })]
    public async Task Post_InvalidUtf8_IsRefused(string field, byte[] bad)
    {
        var other = field == "message" ? "user_id" : "message";
        byte[] body = [.. Encoding.UTF8.GetBytes($"{{\"{other}\":\"x\",\"{field}\":\"a"), .. bad, .. "b\"}"u8];

        (await _customer.PostBytesAsync(ChatClient.Chat, body)).IsProblem(400, "invalid_field", field);
    }

    [Fact]
    public async Task Post_Utf16_IsRefused() =>
        (
            await _customer.PostBytesAsync(
                ChatClient.Chat,
                Encoding.Unicode.GetBytes("""{"user_id":"ann","message":"Hi"}"""),
                "application/json; charset=utf-16"
            )
        ).IsProblem(400, "malformed_json");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/xml")]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Post_OtherContentType_IsUnsupported(string? contentType) =>
        (await _customer.PostBytesAsync(ChatClient.Chat, """{"user_id":"ann","message":"Hi"}"""u8.ToArray(), contentType)).IsProblem(
            415,
            "unsupported_media_type"
        );

    [Theory]
    [InlineData("", "GET")]
    [InlineData("", "DELETE")]
    [InlineData("/events", "GET")]
    [InlineData("/feedback", "POST")]
    [InlineData("/escalate", "POST")]
    public async Task Session_Unknown_IsNotFound(string path, string method)
    {
        foreach (var id in (string[])["nobody", "%F0%9F%92%A5", "a%20b", new string('x', 5_000), "..%2f..%2fetc"])
        {
            var body = path == "/feedback" ? new { turn_id = "turn_1", rating = "up" } : (object?)null;
            var answer = await _customer.SendAsync(ChatClient.Request(new HttpMethod(method), $"{ChatClient.Chat}/{id}{path}", body));
            answer.IsProblem(404, path == "/feedback" ? "unknown_turn" : "unknown_session");
        }
    }

    [Theory]
    [InlineData("?limit=abc", "limit")]
    [InlineData("?limit=", "limit")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=-1", "limit")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?limit=99999999999", "limit")]
    [InlineData("?limit=1.5", "limit")]
    [InlineData("?after=-1", "after")]
    [InlineData("?after=x", "after")]
    [InlineData("?after=99999999999999999999", "after")]
    [InlineData("?after=0&limit=ten", "limit")]
    public async Task Get_WrongPage_IsNamed(string query, string field) =>
        (await _customer.GetAsync($"{ChatClient.Chat}/some-session{query}")).IsProblem(400, "invalid_field", field);

    [Theory]
    [InlineData("stats?days=0", "days")]
    [InlineData("stats?days=soon", "days")]
    [InlineData("conversations?status=angry", "status")]
    [InlineData("conversations?limit=0", "limit")]
    [InlineData("escalations?state=lost", "state")]
    [InlineData("escalations?limit=x", "limit")]
    [InlineData("dead-letters?limit=1000", "limit")]
    [InlineData("audit?limit=-5", "limit")]
    [InlineData("audit?before=yesterday", "before")]
    [InlineData("knowledge-base/gaps?limit=none", "limit")]
    public async Task Get_WrongAdminQuery_IsNamed(string path, string field) =>
        (await server.Admin.GetAsync($"{ChatClient.Admin}/{path}")).IsProblem(400, "invalid_field", field);

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404, "not_found")]
    [InlineData("GET", "/api/v2/chat", 404, "not_found")]
    [InlineData("GET", "/../../etc/passwd", 404, "not_found")]
    [InlineData("PUT", "/api/v1/chat", 405, "method_not_allowed")]
    [InlineData("PATCH", "/api/v1/chat/some-session", 405, "method_not_allowed")]
    public async Task Send_NoSuchRoute_IsAProblem(string method, string path, int status, string code) =>
        (await _customer.SendAsync(ChatClient.Request(new HttpMethod(method), path, null))).IsProblem(status, code);

    [Fact]
    public async Task Post_BadHeaders_AreTakenOrRefusedWithWords()
    {
        object body = new { user_id = "ann", message = "How do I reset my password?" };

        (await _customer.PostAsync(ChatClient.Chat, body, ("Idempotency-Key", new string('k', 300)))).IsProblem(
            400,
            "invalid_field",
            "message_id"
        );
        (await _customer.PostAsync(ChatClient.Chat, body, ("Idempotency-Key", " "))).IsProblem(400, "invalid_field", "message_id");
        (await _customer.PostAsync(ChatClient.Chat, body, ("Prefer", "wait=;;,,respond"))).Is(200);
        (await _customer.PostAsync(ChatClient.Chat, body, ("Accept", "application/pdf"))).Is(200);
        (await _customer.PostAsync(ChatClient.Chat, new { user_id = "ann" }, ("Accept", "text/event-stream"))).IsProblem(
            400,
            "invalid_field",
            "message"
        );
    }

    [Fact]
    public async Task Post_UnknownFieldsAndRepeatedOnes_AreTaken()
    {
        var answer = (
            await PostAsync(
                """{"user_id":"bob","user_id":"ann","message":"How do I reset my password?","extra":"""
                    + """{"deep":[1,2,{"x":null}]},"metadata":null,"stream":null}"""
            )
        ).Is(200);

        Assert.Equal("ann", (await _customer.HistoryAsync(answer.Text("session_id"))).Text("user_id"));
    }

    private Task<ChatClientAnswer> PostAsync(string body) => _customer.PostBytesAsync(ChatClient.Chat, Encoding.UTF8.GetBytes(body));
}
