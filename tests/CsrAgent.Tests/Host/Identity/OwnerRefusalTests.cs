using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Host.Identity;
using CsrAgent.Host.Identity.Jwt;
using CsrAgent.Tests.Channels;
using CsrAgent.Tests.Conversations;
using CsrAgent.Tests.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Host.Identity;

/// <summary>A customer of another channel with the same id is another one, also where the channel is off by now.</summary>
public sealed class OwnerRefusalTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeConversationStore _store = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("web", true)]
    [InlineData("push", false)]
    [InlineData("gone", false)]
    public async Task OwnerRefusal_OfTheSameIdOnAnotherChannel_IsNotTheirs(string channel, bool isTheirs)
    {
        _store.Conversation = _store.Conversation with { Channel = channel };
        var access = Access();
        var request = RequestOf(_store.Conversation.UserId);

        var before = await access.OwnerRefusalAsync(request, _store.Conversation.Id, Token);
        var later = access.OwnerRefusal(request, _store.Conversation);

        Assert.All([before, later], refusal => Assert.Equal(isTheirs, refusal is null));
        if (!isTheirs) Assert.Equal(403, Assert.IsType<ProblemHttpResult>(before).StatusCode);
    }

    [Fact]
    public void OwnerRefusal_AfterItHasBecomeAnothers_IsNotTheirs()
    {
        var request = RequestOf(_store.Conversation.UserId);

        Assert.Null(Access().OwnerRefusal(request, _store.Conversation));
        Assert.NotNull(Access().OwnerRefusal(request, _store.Conversation with { UserId = "dora" }));
    }

    private static HttpRequest RequestOf(string user)
    {
        var context = new DefaultHttpContext();
        context.Features.Set(new CustomerIdentity.Proven(user));
        return context.Request;
    }

    private ChatAccess Access()
    {
        var options = Options.Create(new IdentityOptions { ChatAuth = ChatAuth.Jwt, ApiKey = "key-of-the-tests" });
        var secrets = new FileSecretStore(new InstanceFolder(_folder.Path));
        return new(
            new ApiKeys(options, secrets, NullLogger<ApiKeys>.Instance),
            new SessionTokens(new InstanceSecret(null, secrets), TimeProvider.System),
            new NoClosedSessions(),
            _store,
            new ChannelDirectory([new WebChannel(WebChannel.DefaultName), new TestChannel()]),
            options
        );
    }

    private sealed class NoClosedSessions : IClosedSessions
    {
        public Task<DateTimeOffset> ReadTimeAsync(ConversationId id, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task CloseAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> WasClosedSinceAsync(ConversationId id, DateTimeOffset since, CancellationToken cancellationToken) =>
            Task.FromResult(false);
    }
}
