using System.Text;
using System.Text.Json.Nodes;

namespace CsrAgent.Adapters.OpenAi.Dialects;

/// <summary>A streamed response whose events are repaired as they pass. For one reader, forward only.</summary>
internal sealed class RepairedEventStream(Stream inner) : Stream
{
    private const string Data = "data:";

    private readonly StreamReader _lines = new(inner, Encoding.UTF8);
    private ReadOnlyMemory<byte> _ready;
    private JsonObject? _last;
    private bool _hasOpenChunk;
    private bool _hasChoice;
    private bool _hasFinished;
    private bool _hasEnded;
    private readonly Dictionary<int, bool> _hasArguments = [];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ready.IsEmpty) _ready = Next(await _lines.ReadLineAsync(cancellationToken));
        return Take(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_ready.IsEmpty) _ready = Next(_lines.ReadLine());
        return Take(buffer.AsSpan(offset, count));
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _lines.Dispose();
        base.Dispose(disposing);
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _ready.Length);
        _ready.Span[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }

    // An event counts once an empty line has ended it. Some servers leave out the last.
    private byte[] Next(string? line)
    {
        if (line is not null) return Encoding.UTF8.GetBytes(Repair(line) + "\n");
        if (_hasEnded) return [];
        _hasEnded = true;
        return "\n"u8.ToArray();
    }

    private string Repair(string line)
    {
        if (!line.StartsWith(Data, StringComparison.Ordinal)) return line;
        var data = line[Data.Length..].Trim();
        // A server that sends an empty reason, or none, shows only here that the answer is complete.
        if (data == "[DONE]" && _hasChoice && !_hasFinished)
        {
            return $"{Data} {Finish().ToJsonString()}\n\n{line}";
        }
        if (AnswerRepair.Parse(data) is not { } chunk) return line;
        BrokenAnswer.ThrowIf(chunk);
        AnswerRepair.RepairFrame(chunk);
        foreach (var choice in AnswerRepair.Choices(chunk))
        {
            Repair(choice);
            (_hasChoice, _last) = (true, chunk);
        }
        AnswerRepair.RepairUsage(chunk);
        return $"{Data} {chunk.ToJsonString()}";
    }

    private void Repair(JsonObject choice)
    {
        var delta = choice["delta"] as JsonObject;
        if (delta is not null && AnswerRepair.RepairCalls(delta, isDelta: true) > 0) NoteArguments(delta);
        AnswerRepair.RepairMessage(delta);
        var reason = AnswerRepair.Text(choice["finish_reason"]);
        // An empty reason after chunks without one marks the end.
        var known = AnswerRepair.Known(reason is "" && _hasOpenChunk ? "end" : reason, HasCalls);
        choice["finish_reason"] = known;
        if (known is not null) CompleteCalls(choice);
        _hasOpenChunk |= reason is null;
        _hasFinished |= known is not null;
    }

    private bool HasCalls => _hasArguments.Count > 0;

    private void NoteArguments(JsonObject delta)
    {
        foreach (var call in ((JsonArray)delta["tool_calls"]!).OfType<JsonObject>())
        {
            var index = call["index"]!.GetValue<int>();
            var has = !string.IsNullOrEmpty(AnswerRepair.Text(call["function"]?["arguments"]));
            _hasArguments[index] = has || _hasArguments.GetValueOrDefault(index);
        }
    }

    // A call without arguments has an empty object; nothing at all is not JSON.
    private void CompleteCalls(JsonObject choice)
    {
        var without = _hasArguments.Where(call => !call.Value).Select(call => call.Key).ToArray();
        if (without.Length == 0) return;
        if (choice["delta"] is not JsonObject delta) choice["delta"] = delta = [];
        if (delta["tool_calls"] is not JsonArray calls) delta["tool_calls"] = calls = [];
        foreach (var index in without)
        {
            calls.Add(new JsonObject { ["index"] = index, ["function"] = new JsonObject { ["arguments"] = "{}" } });
            _hasArguments[index] = true;
        }
    }

    private JsonObject Finish()
    {
        var chunk = (JsonObject)_last!.DeepClone();
        var choice = new JsonObject
        {
            ["index"] = 0,
            ["delta"] = new JsonObject(),
            ["finish_reason"] = HasCalls ? "tool_calls" : "stop",
        };
        CompleteCalls(choice);
        chunk["choices"] = new JsonArray(choice);
        chunk.Remove("usage");
        return chunk;
    }
}
