using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace CsrAgent.Adapters.Claude.Catalog;

/// <summary>
/// What the models take: from the table, else from the API. Until it has answered, a model is sent what every model takes. Safe to use from
/// many threads.
/// </summary>
internal sealed class ClaudeModelDirectory(ClaudeApi api, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, ClaudeModelLookup> _lookups = [];

    public ValueTask<ClaudeModelTraits> FindAsync(string model, CancellationToken cancellationToken) =>
        ClaudeModelTraits.Find(model) is { } known
            ? new(known)
            : _lookups.GetOrAdd(model, name => new(() => AskAsync(name), time)).FindAsync(cancellationToken);

    // With a time limit of its own: one caller that leaves must not take the answer from the others.
    private async Task<ClaudeModelTraits?> AskAsync(string model)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        try
        {
            using var response = await api.GetModelAsync(model, timeout.Token);
            // From an endpoint that does not know models, or not this one.
            if (response.StatusCode is HttpStatusCode.NotFound) return ClaudeModelTraits.Unknown;
            if (!response.IsSuccessStatusCode) return null;
            await using var body = await response.Content.ReadAsStreamAsync(timeout.Token);
            using var document = await JsonDocument.ParseAsync(body, default, timeout.Token);
            return ClaudeModelDescription.Read(document.RootElement);
        }
        catch (Exception)
        {
            // Whatever it is, the call for which this was asked meets it as well, and reports it.
            return null;
        }
    }
}
