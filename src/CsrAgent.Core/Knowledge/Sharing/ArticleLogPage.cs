namespace CsrAgent.Knowledge.Sharing;

/// <param name="Position">Of the last change among these; where to read on.</param>
/// <param name="HasMore">Whether there may be more changes after it.</param>
public sealed record ArticleLogPage(IReadOnlyList<ArticleChange> Changes, long Position, bool HasMore);
