using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Qdrant.Client.Grpc;

namespace CsrAgent.Tests.Support.Qdrant;

/// <summary>
/// A Qdrant that holds state and speaks its gRPC, over the client's own message types. It checks what it is asked as Qdrant in strict mode
/// does (<see cref="FakeQdrantState"/>), and misbehaves when told to.
/// </summary>
internal sealed class FakeQdrant : IAsyncDisposable
{
    private const int PrefixLength = 5;

    private readonly WebApplication _app;
    private readonly Dictionary<string, Func<byte[], IMessage>> _methods;
    private readonly CancellationTokenSource _ending = new();
    private readonly string? _apiKey;

    private FakeQdrant(WebApplication app, string? apiKey)
    {
        (_app, _apiKey) = (app, apiKey);
        _methods = new()
        {
            ["/qdrant.Qdrant/HealthCheck"] = _ => new HealthCheckReply { Title = "qdrant - vector search engine", Version = "1.17.0" },
            ["/qdrant.Collections/Create"] = bytes => State.Create(CreateCollection.Parser.ParseFrom(bytes)),
            ["/qdrant.Collections/Get"] = bytes => State.Get(GetCollectionInfoRequest.Parser.ParseFrom(bytes)),
            ["/qdrant.Collections/CollectionExists"] = bytes => State.Exists(CollectionExistsRequest.Parser.ParseFrom(bytes)),
            ["/qdrant.Collections/ListAliases"] = _ => State.ListAliases(),
            ["/qdrant.Collections/UpdateAliases"] = bytes => State.UpdateAliases(ChangeAliases.Parser.ParseFrom(bytes)),
            ["/qdrant.Points/CreateFieldIndex"] = bytes => State.CreateIndex(CreateFieldIndexCollection.Parser.ParseFrom(bytes)),
            ["/qdrant.Points/Upsert"] = bytes => State.Upsert(UpsertPoints.Parser.ParseFrom(bytes)),
            ["/qdrant.Points/Delete"] = bytes => State.Delete(DeletePoints.Parser.ParseFrom(bytes)),
            ["/qdrant.Points/Get"] = bytes => State.GetPoints(GetPoints.Parser.ParseFrom(bytes)),
            ["/qdrant.Points/Scroll"] = bytes => State.Scroll(ScrollPoints.Parser.ParseFrom(bytes)),
            ["/qdrant.Points/Query"] = bytes => State.Query(QueryPoints.Parser.ParseFrom(bytes)),
            ["/qdrant.Points/Count"] = bytes => State.Count(CountPoints.Parser.ParseFrom(bytes)),
        };
    }

    public FakeQdrantState State { get; } = new();

    public FakeQdrantMode Mode { get; set; }

    /// <summary>Runs before each call, with the method's name.</summary>
    public Func<string, Task>? Before { get; set; }

    public string Url => _app.Urls.Single();

    public static async Task<FakeQdrant> StartAsync(string? apiKey = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
        );
        var app = builder.Build();
        var fake = new FakeQdrant(app, apiKey);
        app.Run(fake.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _app.DisposeAsync();
        _ending.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var method = context.Request.Path.Value!;
        if (Before is { } before) await before(method);
        context.Response.ContentType = "application/grpc";
        switch (Mode)
        {
            case FakeQdrantMode.Hangs:
                using (var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending.Token))
                    await new TaskCompletionSource().Task.WaitAsync(over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            case FakeQdrantMode.WebPage:
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html>It works!</html>");
                return;
            case FakeQdrantMode.Garbage:
                await WriteAsync(context, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
                End(context, StatusCode.OK, "");
                return;
            case FakeQdrantMode.Unavailable:
                End(context, StatusCode.Unavailable, "starting");
                return;
            case FakeQdrantMode.Full:
                End(context, StatusCode.ResourceExhausted, "no space left on device");
                return;
            default:
                await RunAsync(context, method);
                return;
        }
    }

    private async Task RunAsync(HttpContext context, string method)
    {
        if (_apiKey is not null && context.Request.Headers["api-key"] != _apiKey)
        {
            End(context, StatusCode.Unauthenticated, "Invalid api-key");
            return;
        }
        try
        {
            var answer = _methods.TryGetValue(method, out var run)
                ? run(await ReadAsync(context.Request.Body, context.RequestAborted))
                : throw new RpcException(new Status(StatusCode.Unimplemented, method));
            await WriteAsync(context, answer.ToByteArray());
            End(context, StatusCode.OK, "");
        }
        catch (RpcException e)
        {
            End(context, e.StatusCode, e.Status.Detail);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var prefix = new byte[PrefixLength];
        await body.ReadExactlyAsync(prefix, cancellationToken);
        if (prefix[0] != 0) throw new RpcException(new Status(StatusCode.Unimplemented, "compressed"));
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
        await body.ReadExactlyAsync(message, cancellationToken);
        return message;
    }

    private static async Task WriteAsync(HttpContext context, byte[] message)
    {
        var prefix = new byte[PrefixLength];
        BinaryPrimitives.WriteInt32BigEndian(prefix.AsSpan(1), message.Length);
        await context.Response.Body.WriteAsync(prefix);
        await context.Response.Body.WriteAsync(message);
    }

    private static void End(HttpContext context, StatusCode status, string detail)
    {
        context.Response.AppendTrailer("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        if (detail.Length > 0) context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(detail));
    }
}
