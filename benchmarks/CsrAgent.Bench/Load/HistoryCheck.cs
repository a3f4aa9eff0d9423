using System.Net.Http.Json;

namespace CsrAgent.Bench.Load;

/// <summary>Reads conversations back: each message that was sent must stand there once, with one reply.</summary>
internal sealed class HistoryCheck(HttpMessageInvoker http, string url)
{
    public int Checked { get; private set; }

    public int Lost { get; private set; }

    public int Doubled { get; private set; }

    public async Task LookAsync(IReadOnlyList<ChatMessage> sent, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{url}/{sent[0].SessionId}?limit=500");
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var history = (await response.Content.ReadFromJsonAsync(BenchJson.Default.ChatHistory, cancellationToken))!;
        foreach (var message in sent) Look(history.Messages, message.MessageId);
    }

    private void Look(IReadOnlyList<ChatHistoryMessage> history, string messageId)
    {
        Checked++;
        var asked = history.Where(entry => entry.MessageId == messageId).ToList();
        var replies = asked.Count == 0 ? 0 : history.Count(entry => entry.Role == "agent" && entry.TurnId == asked[0].TurnId);
        if (asked.Count == 0 || replies == 0) Lost++;
        else if (asked.Count > 1 || replies > 1) Doubled++;
    }
}
