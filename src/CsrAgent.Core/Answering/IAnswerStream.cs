using CsrAgent.Conversations;

namespace CsrAgent.Answering;

/// <summary>Receives an answer's text while it is generated. For one writer.</summary>
internal interface IAnswerStream
{
    /// <summary>False when nobody is watching: then the answer need not be streamed.</summary>
    bool IsWatched { get; }

    ValueTask WriteAsync(string text, CancellationToken cancellationToken);

    ValueTask CiteAsync(Citation citation, CancellationToken cancellationToken);
}
