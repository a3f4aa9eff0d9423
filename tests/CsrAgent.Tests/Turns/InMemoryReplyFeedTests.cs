using CsrAgent.Tests.Contracts;
using CsrAgent.Turns;

namespace CsrAgent.Tests.Turns;

public sealed class InMemoryReplyFeedTests : ReplyFeedContract
{
    protected override ValueTask<IReplyFeed> CreateAsync() => ValueTask.FromResult<IReplyFeed>(new InMemoryReplyFeed(TimeProvider.System));
}
