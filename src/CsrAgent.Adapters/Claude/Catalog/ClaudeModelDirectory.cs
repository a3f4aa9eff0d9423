using System.Collections.Concurrent;
using System.Text.Json;

namespace CsrAgent.Adapters.Claude.Catalog;

/// <summary>
/// What the models take: from the table, else from the API, which is asked once for each model. Until it has answered, a model is sent what
/// every model takes. Safe to use from many threads.
/// </summary>
internal sealed class ClaudeModelDirectory(ClaudeApi api, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    // Another object than what an API says that does not know the model.
    private static readonly ClaudeModelTraits Unanswered = new();

    private readonly ConcurrentDictionary<string, Lookup> _lookups = [];

    public ValueTask<ClaudeModelTraits> FindAsync(string model, CancellationToken cancellationToken)
    {
        if (ClaudeModelTraits.Find(model) is { } known) return new(known);
        var lookup = _lookups.AddOrUpdate(model, Start, (name, before) => IsWorthRepeating(before) ? Start(name) : before);
        return new(lookup.Answer.WaitAsync(cancellationToken));
    }

    private Lookup Start(string model) => new(AskAsync(model), time.GetTimestamp());

    // An endpoint that does not know models answers 404, for good; any other failure may pass.
    private bool IsWorthRepeating(Lookup lookup) =>
        lookup.Answer is { IsCompletedSuccessfully: true, Result: var traits }
        && ReferenceEquals(traits, Unanswered)
        && time.GetElapsedTime(lookup.StartedAt) > RetryAfter;

    // With a time limit of its own: one caller that leaves must not take the answer from the others.
    private async Task<ClaudeModelTraits> AskAsync(string model)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        try
        {
            using var response = await api.GetModelAsync(model, timeout.Token);
            if (response.StatusCode is System.Net.HttpStatusCode.NotFound) return ClaudeModelTraits.Unknown;
            if (!response.IsSuccessStatusCode) return Unanswered;
            await using var body = await response.Content.ReadAsStreamAsync(timeout.Token);
            using var document = await JsonDocument.ParseAsync(body, default, timeout.Token);
            return ClaudeModelDescription.Read(document.RootElement);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            // The call for which this was asked reports what is wrong with the connection.
            return Unanswered;
        }
    }

    private sealed record Lookup(Task<ClaudeModelTraits> Answer, long StartedAt);
}
