using System.Net.Sockets;
using System.Text;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Http;

/// <summary>Bodies beyond the limit, over a bare connection: a client library may stop reading while it still writes.</summary>
[Collection(nameof(GroundedServer))]
public sealed class BigBodyTests(GroundedServer server)
{
    private const int TenMegabytes = 10 * 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("/api/v1/chat")]
    [InlineData("/api/v1/chat/sessions")]
    [InlineData("/api/v1/admin/knowledge-base/search")]
    public async Task Post_TenMegabytesAnnounced_IsTooLarge(string path)
    {
        var answer = await SendAsync($"{Head(path)}Content-Length: {TenMegabytes}\r\n\r\n", Json(TenMegabytes));

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"body_too_large\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_TenMegabytesInChunks_IsTooLarge()
    {
        var answer = await SendAsync($"{Head("/api/v1/chat")}Transfer-Encoding: chunked\r\n\r\n", Chunked(Json(TenMegabytes)));

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"body_too_large\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SmallBodyInChunks_IsTaken()
    {
        var body = Encoding.UTF8.GetBytes("""{"user_id":"ann","message":"How do I reset my password?"}""");

        var answer = await SendAsync($"{Head("/api/v1/chat")}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n", Chunked(body, 7));

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_BodyEndsEarly_DoesNotHoldUpOthers()
    {
        await SendAsync($"{Head("/api/v1/chat")}Content-Length: 500\r\n\r\n", "{\"user_id\":"u8.ToArray(), hangUp: true);

        (await server.Customer.SayAsync(ChatClient.NewSession(), "How do I reset my password?")).Is(200);
    }

    [Fact]
    public async Task Server_AfterBigBodies_GoesOn() => (await server.Customer.GetAsync("/health/ready")).Is(200);

    private static string Head(string path) =>
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nX-API-Key: {RealServer.ApiKey}\r\nContent-Type: application/json\r\n";

    private static byte[] Json(int size)
    {
        var body = Encoding.UTF8.GetBytes("""{"user_id":"ann","message":"Hi","query":"Hi","x":" """);
        return [.. body, .. Enumerable.Repeat((byte)'x', size - body.Length - 2), .. "\"}"u8];
    }

    private static byte[] Chunked(byte[] body, int size = 64 * 1024)
    {
        using var chunks = new MemoryStream();
        foreach (var chunk in body.Chunk(size))
        {
            chunks.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            chunks.Write(chunk);
            chunks.Write("\r\n"u8);
        }

        chunks.Write("0\r\n\r\n"u8);
        return chunks.ToArray();
    }

    /// <returns>What came back before the connection closed or the answer's end, whichever was first.</returns>
    private async Task<string> SendAsync(string head, byte[] body, bool hangUp = false)
    {
        using var timeout = new CancellationTokenSource(Timeout, TimeProvider.System);
        using var client = new TcpClient();
        var address = new Uri(server.Server.BaseAddress);
        await client.ConnectAsync(address.Host, address.Port, timeout.Token);
        var stream = client.GetStream();
        var writing = WriteAsync(stream, [.. Encoding.ASCII.GetBytes(head), .. body], timeout.Token);
        if (hangUp)
        {
            await writing;
            return "";
        }

        var answer = await ReadAsync(stream, timeout.Token);
        client.Close();
        await writing;
        return answer;
    }

    private static async Task WriteAsync(NetworkStream stream, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The server may well close while the rest is on its way: it has answered.
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var answer = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (!answer.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0) break;
            answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }
}
