using System.Text.Json;
using CsrAgent.Histories;

namespace CsrAgent.Host.Audit;

/// <summary>What a client has recorded: a JSON object per line.</summary>
internal static class ClientHistoryFile
{
    /// <exception cref="CsrAgentException">The file cannot be read, or a line of it makes no sense.</exception>
    public static List<ClientMessage> Read(string path)
    {
        try
        {
            return [.. File.ReadLines(path).Select(Parse).OfType<ClientMessage>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CsrAgentException($"The history file cannot be read: {e.Message}", e);
        }
    }

    private static ClientMessage? Parse(string line, int index)
    {
        if (string.IsNullOrWhiteSpace(line)) return null;
        try
        {
            return JsonSerializer.Deserialize(line, ClientHistoryJson.Default.ClientHistoryLine)?.ToMessage();
        }
        catch (JsonException e)
        {
            throw new CsrAgentException(
                $"Line {index + 1} of the history file is not a message with session_id, message_id and sent_at: {e.Message}",
                e
            );
        }
    }
}
