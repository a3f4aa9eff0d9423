namespace CsrAgent.Answering.Checks;

/// <param name="IsLeak">True if the answer must not even go back to the model.</param>
internal sealed record AnswerFault(string Message, bool IsLeak = false);
