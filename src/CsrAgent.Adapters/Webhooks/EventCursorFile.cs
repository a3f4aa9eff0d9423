using System.Text.Json;
using CsrAgent.Settings;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>Keeps the cursor over restarts, in <c>DATA_DIR</c>.</summary>
internal sealed class EventCursorFile(IOptions<DataOptions> data, TimeProvider time)
{
    private readonly string _path = Path.Combine(data.Value.Folder, "webhook-events.json");

    /// <summary>From now on where there is none.</summary>
    public EventCursor Read()
    {
        try
        {
            if (File.Exists(_path) && JsonSerializer.Deserialize(File.ReadAllText(_path), WebhookJson.Default.EventCursor) is { } kept)
            {
                return kept;
            }
        }
        catch (JsonException e)
        {
            throw new CsrAgentException($"'{_path}' cannot be read; delete it, and events are sent from then on.", e);
        }
        return new(time.GetUtcNow(), []);
    }

    /// <summary>Whole or not at all.</summary>
    public void Write(EventCursor cursor)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllText(_path + ".new", JsonSerializer.Serialize(cursor, WebhookJson.Default.EventCursor));
        File.Move(_path + ".new", _path, overwrite: true);
    }
}
