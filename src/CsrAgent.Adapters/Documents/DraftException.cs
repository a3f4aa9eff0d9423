namespace CsrAgent.Adapters.Documents;

/// <summary>The front matter says that the article is not to be used yet, or no longer.</summary>
internal sealed class DraftException()
    : FormatException("This is a draft. Complete it, then take the line 'draft: true' out of its front matter.");
