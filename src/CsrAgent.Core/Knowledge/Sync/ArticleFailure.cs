namespace CsrAgent.Knowledge.Sync;

/// <param name="Id">The article's id, or its path or source if it has none.</param>
/// <param name="Error">What is wrong and what to do. May be shown to staff.</param>
public sealed record ArticleFailure(string Id, string Error);
