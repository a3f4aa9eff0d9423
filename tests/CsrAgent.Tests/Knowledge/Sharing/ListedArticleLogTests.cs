using CsrAgent.Knowledge.Sharing;
using CsrAgent.Tests.Contracts;

namespace CsrAgent.Tests.Knowledge.Sharing;

/// <summary>The double that other tests rely on does what every log does.</summary>
public sealed class ListedArticleLogTests : ArticleLogContract
{
    protected override ValueTask<(IArticleLog One, IArticleLog Other)> CreateAsync()
    {
        var log = new ListedArticleLog();
        return ValueTask.FromResult<(IArticleLog, IArticleLog)>((log, log));
    }
}
