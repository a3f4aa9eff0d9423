using CsrAgent.Conversations;

namespace CsrAgent.Answering;

/// <summary>Where an answer's text goes while it is made. For one writer.</summary>
public interface IAnswerStream
{
    /// <summary>False when nobody watches: then the answer need not be streamed at all.</summary>
    bool IsWatched { get; }

    ValueTask WriteAsync(string text, CancellationToken cancellationToken);

    ValueTask CiteAsync(Citation citation, CancellationToken cancellationToken);
}
