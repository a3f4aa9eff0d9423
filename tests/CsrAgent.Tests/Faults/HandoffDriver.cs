using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Faults;

/// <summary>
/// The human agents, with a stubborn client: each call is sent again until the server, in one of its lives, has answered it.
/// </summary>
internal sealed class HandoffDriver(string address) : IDisposable
{
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly ChatClient _client = new(address, ("X-API-Key", RealServer.ApiKey));

    /// <summary>Calls that failed and were sent again.</summary>
    public int Retries { get; private set; }

    public Task<ChatClientAnswer> SayAsync(string session, string text, string id) =>
        UntilAnsweredAsync(() => _client.SayAsync(session, text, id));

    public Task<ChatClientAnswer> EscalateAsync(string session) =>
        UntilAnsweredAsync(() => _client.PostAsync($"{ChatClient.Chat}/{session}/escalate", null));

    public Task<ChatClientAnswer> StepAsync(string id, string step, string agent) =>
        UntilAnsweredAsync(() => _client.PostAsync($"{ChatClient.Admin}/escalations/{id}/{step}", new { agent }));

    public Task<ChatClientAnswer> ReplyAsync(string id, string agent, string message, string messageId) =>
        UntilAnsweredAsync(() =>
            _client.PostAsync(
                $"{ChatClient.Admin}/escalations/{id}/reply",
                new
                {
                    agent,
                    message,
                    message_id = messageId,
                }
            )
        );

    public Task<ChatClientAnswer> HistoryAsync(string session) => UntilAnsweredAsync(() => _client.HistoryAsync(session, "?limit=500"));

    public Task<ChatClientAnswer> GetAsync(string path) => UntilAnsweredAsync(() => _client.GetAsync(path));

    public void Dispose() => _client.Dispose();

    private async Task<ChatClientAnswer> UntilAnsweredAsync(Func<Task<ChatClientAnswer>> call)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = await call();
                if (answer.Status is not (503 or 500)) return answer;
            }
            catch (Exception e) when (e is IOException or HttpRequestException)
            {
                // The server died before or while it answered.
            }

            if (TimeProvider.System.GetElapsedTime(start) > Timeout)
            {
                throw new TimeoutException($"The server did not answer within {Timeout}.");
            }
            Retries++;
            await Task.Delay(BeforeRetry, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
