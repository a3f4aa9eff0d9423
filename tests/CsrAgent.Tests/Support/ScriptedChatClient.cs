using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Support;

/// <summary>
/// A model that says what the test queued, one entry a call, and keeps what it was asked. Streams a queued response in small pieces.
/// Asked more often than queued it fails, so that no call goes unnoticed.
/// </summary>
public sealed class ScriptedChatClient : IChatClient
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<IReadOnlyList<ChatResponseUpdate>>>> _script = new();

    public ConcurrentQueue<ScriptedRequest> Requests { get; } = new();

    public bool WasStreamed { get; private set; }

    /// <summary>Characters in a streamed piece of text.</summary>
    public int PieceLength { get; init; } = 3;

    public ScriptedChatClient Says(string text, ChatFinishReason? reason = null, params AIContent[] more) =>
        Replies([new TextContent(text), .. more], reason ?? ChatFinishReason.Stop);

    public ScriptedChatClient Calls(params FunctionCallContent[] calls) => Replies(calls, ChatFinishReason.ToolCalls);

    public ScriptedChatClient Fails(Exception error) => Add(_ => Task.FromException<IReadOnlyList<ChatResponseUpdate>>(error));

    /// <summary>Streams the text and then breaks; not streamed, it just breaks.</summary>
    public ScriptedChatClient Breaks(string after, Exception error) =>
        Add(_ => Task.FromResult<IReadOnlyList<ChatResponseUpdate>>([new(ChatRole.Assistant, after), new() { RawRepresentation = error }]));

    /// <summary>Never answers. A deaf one does not even listen to its token.</summary>
    public ScriptedChatClient Hangs(bool deaf = false) =>
        Add(async token =>
        {
            await new TaskCompletionSource().Task.WaitAsync(deaf ? CancellationToken.None : token);
            return [];
        });

    public ScriptedChatClient Replies(IEnumerable<AIContent> contents, ChatFinishReason reason) =>
        Add(_ =>
            Task.FromResult<IReadOnlyList<ChatResponseUpdate>>([
                .. contents.Select(content => new ChatResponseUpdate(ChatRole.Assistant, [content]) { ModelId = "scripted-1" }),
                End(reason),
            ])
        );

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var updates = await NextAsync(messages, options, cancellationToken);
        foreach (var error in updates.Select(update => update.RawRepresentation).OfType<Exception>()) throw error;
        return updates.ToChatResponse();
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        WasStreamed = true;
        foreach (var update in (await NextAsync(messages, options, cancellationToken)).SelectMany(Pieces))
        {
            if (update.RawRepresentation is Exception error) throw error;
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", defaultModelId: "scripted") : null;

    public void Dispose() { }

    private static ChatResponseUpdate End(ChatFinishReason reason) =>
        new(ChatRole.Assistant, [new UsageContent(new() { InputTokenCount = 100, OutputTokenCount = 10 })])
        {
            FinishReason = reason,
            ModelId = "scripted-1",
        };

    private ScriptedChatClient Add(Func<CancellationToken, Task<IReadOnlyList<ChatResponseUpdate>>> step)
    {
        _script.Enqueue(step);
        return this;
    }

    private Task<IReadOnlyList<ChatResponseUpdate>> NextAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        CancellationToken cancellationToken
    )
    {
        Requests.Enqueue(new([.. messages.Select(Copy)], options));
        return _script.TryDequeue(out var step)
            ? step(cancellationToken)
            : throw new InvalidOperationException($"The model was asked a {Requests.Count}. time; the script has no more.");
    }

    private static ChatMessage Copy(ChatMessage message) => new(message.Role, [.. message.Contents]);

    private IEnumerable<ChatResponseUpdate> Pieces(ChatResponseUpdate update)
    {
        if (update.Contents is not [TextContent { Text.Length: > 0 } text]) return [update];
        var pieces = text
            .Text.Chunk(PieceLength)
            .Select(piece => new ChatResponseUpdate(ChatRole.Assistant, new string(piece)) { ModelId = update.ModelId });
        return text.Annotations is null
            ? pieces
            : pieces.Append(new(ChatRole.Assistant, [new TextContent("") { Annotations = text.Annotations }]));
    }
}

/// <param name="Messages">As they were at that call.</param>
public sealed record ScriptedRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)
{
    public string LastText => Messages[^1].Text;
}
