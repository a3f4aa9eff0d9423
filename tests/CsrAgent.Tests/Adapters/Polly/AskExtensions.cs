using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Polly;

internal static class AskExtensions
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    public static Task<ChatResponse> AskAsync(this IChatClient client, bool stream) =>
        client.AskForAsync(stream, TestContext.Current.CancellationToken);

    /// <summary>On behalf of a caller who may go away.</summary>
    public static Task<ChatResponse> AskForAsync(this IChatClient client, bool stream, CancellationToken cancellationToken)
    {
        ChatMessage[] messages = [new(ChatRole.User, "Hi")];
        return stream
            ? client.GetStreamingResponseAsync(messages, null, cancellationToken).ToChatResponseAsync(cancellationToken)
            : client.GetResponseAsync(messages, null, cancellationToken);
    }

    /// <summary>Lets the clock run until the work is done.</summary>
    public static async Task<T> RunAsync<T>(this FakeTimeProvider time, Task<T> work)
    {
        while (!await SettledAsync(work)) time.Advance(Tick);
        return await work;
    }

    /// <summary>Gives what a tick set going the chance to end, or to start its next timer, before the clock goes on.</summary>
    private static async Task<bool> SettledAsync(Task work)
    {
        for (var i = 0; i < 200 && !work.IsCompleted; i++) await Task.Yield();
        return work.IsCompleted;
    }
}
