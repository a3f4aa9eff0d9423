namespace CsrAgent.Answering;

/// <summary>
/// Answers one turn. Safe to call from many threads. Returns exactly one <see cref="Answer"/>, whatever the model does; throws only
/// <see cref="OperationCanceledException"/> when <c>cancellationToken</c> is cancelled.
/// </summary>
internal interface IAnswerer
{
    /// <param name="stream">Receives provisional text as it is generated. It may differ from the final <see cref="Answer.Text"/>, which
    /// takes precedence.</param>
    Task<Answer> AnswerAsync(AnswerRequest request, IAnswerStream stream, CancellationToken cancellationToken);
}
