using System.Collections.Concurrent;
using System.Net;

namespace CsrAgent.Tests.Documentation.Sms;

/// <summary>The gateway at the other end of the example, in memory.</summary>
internal sealed class SmsGateway : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, string> _sent = new();
    private readonly ConcurrentQueue<string> _arrived = new();
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public IReadOnlyDictionary<string, string> Sent => _sent;

    /// <summary>The bodies, in order.</summary>
    public IReadOnlyList<string> Arrived => [.. _arrived];

    public Task<string> FirstAsync(CancellationToken cancellationToken) =>
        _first.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, cancellationToken);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var place = request.RequestUri!.AbsolutePath;
        if (request.Method == HttpMethod.Get) return new(_sent.ContainsKey(place) ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        if (Status != HttpStatusCode.OK) return new(Status);
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        Assert.True(_sent.TryAdd(place, body), $"{place} was sent twice.");
        _arrived.Enqueue(body);
        _first.TrySetResult(body);
        return new(HttpStatusCode.OK);
    }
}
