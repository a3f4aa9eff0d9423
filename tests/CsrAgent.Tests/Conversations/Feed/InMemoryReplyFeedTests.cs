using CsrAgent.Conversations.Feed;
using CsrAgent.Tests.Contracts;

namespace CsrAgent.Tests.Conversations.Feed;

public sealed class InMemoryReplyFeedTests : ReplyFeedContract
{
    protected override ValueTask<IReplyFeed> CreateAsync() => ValueTask.FromResult<IReplyFeed>(new InMemoryReplyFeed(TimeProvider.System));
}
