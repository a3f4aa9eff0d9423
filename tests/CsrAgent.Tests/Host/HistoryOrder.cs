using System.Text.Json;

namespace CsrAgent.Tests.Host;

/// <summary>The first promise, read from a history.</summary>
internal static class HistoryOrder
{
    /// <summary>Turns stand one after another, each with its customer messages and then its one reply.</summary>
    public static void AssertOneReplyPerTurn(IReadOnlyList<JsonElement> messages)
    {
        var finished = new HashSet<string>();
        string? open = null;
        foreach (var message in messages)
        {
            var turn = message.GetProperty("turn_id").GetString()!;
            Assert.DoesNotContain(turn, finished);
            if (message.GetProperty("role").GetString() == "customer")
            {
                Assert.True(open is null || open == turn, $"Turn {turn} begins before turn {open} has its reply.");
                open = turn;
            }
            else
            {
                Assert.Equal("agent", message.GetProperty("role").GetString());
                Assert.Equal(open, turn);
                finished.Add(turn);
                open = null;
            }
        }

        Assert.Null(open);
    }

    public static IEnumerable<JsonElement> From(this IEnumerable<JsonElement> messages, string role) =>
        messages.Where(m => m.GetProperty("role").GetString() == role);

    public static string Text(this JsonElement message, string name = "text") => message.GetProperty(name).GetString()!;
}
