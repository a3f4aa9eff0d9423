using CsrAgent.Answering.Checks;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model;

/// <summary>Makes one model call of a turn: streamed if somebody is watching, else not, which is cheaper.</summary>
internal sealed class ModelClient(IChatClient client, TimeProvider time)
{
    public async Task<ModelReply> CallAsync(ModelTurn turn, ChatOptions options, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        turn.Began(started);
        try
        {
            return turn.Stream.IsOpen
                ? await StreamAsync(turn, options, cancellationToken)
                : await WholeAsync(turn, options, cancellationToken);
        }
        finally
        {
            turn.Ended(time.GetElapsedTime(started));
        }
    }

    private async Task<ModelReply> WholeAsync(ModelTurn turn, ChatOptions options, CancellationToken cancellationToken)
    {
        var response = await client.GetResponseAsync(turn.Messages, options, cancellationToken);
        var reader = new ModelReplyReader(options);
        foreach (var content in response.Messages.SelectMany(message => message.Contents)) reader.Add(content);
        reader.Complete();
        turn.Used(response.ModelId, response.Usage);
        return reader.Read(response);
    }

    private async Task<ModelReply> StreamAsync(ModelTurn turn, ChatOptions options, CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        var reader = new ModelReplyReader(options);
        await foreach (var update in client.GetStreamingResponseAsync(turn.Messages, options, cancellationToken))
        {
            updates.Add(update);
            foreach (var content in update.Contents)
            {
                var shown = reader.Add(content);
                if (reader.TookBack) turn.Stream.Close();
                await ShowAsync(turn, shown, content, cancellationToken);
            }
        }

        await turn.Stream.WriteAsync(reader.Complete(), cancellationToken);

        var response = updates.ToChatResponse();
        turn.Used(response.ModelId, response.Usage);
        return reader.Read(response);
    }

    private static async ValueTask ShowAsync(ModelTurn turn, string shown, AIContent content, CancellationToken cancellationToken)
    {
        if (content is not TextContent text) return;
        await turn.Stream.WriteAsync(shown, cancellationToken);
        foreach (var annotation in text.Annotations?.OfType<CitationAnnotation>() ?? [])
        {
            if (CitationCheck.Check(annotation, turn.Passages) is { } citation) await turn.Stream.CiteAsync(citation, cancellationToken);
        }
    }
}
