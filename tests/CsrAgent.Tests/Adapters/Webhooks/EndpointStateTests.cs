using CsrAgent.Adapters.Webhooks;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Webhooks;

public sealed class EndpointStateTests
{
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly EndpointState _state;

    public EndpointStateTests() => _state = new(Options.Create(new WebhookOptions()), _time, NullLogger<EndpointState>.Instance);

    [Fact]
    public void Blocked_FailuresForLessThanTheTime_CallsGoOn()
    {
        _state.Failed("no");
        _time.Advance(TimeSpan.FromHours(23.9));
        _state.Failed("no");

        Assert.Null(_state.Blocked());
    }

    [Fact]
    public void Blocked_FailuresForTheWholeTime_OneTryAMinute()
    {
        _state.Failed("no");
        _time.Advance(TimeSpan.FromHours(24));
        _state.Failed("no");

        Assert.Equal(_time.GetUtcNow(), _state.Blocked());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(_state.Blocked());
        Assert.NotNull(_state.Blocked());
    }

    [Fact]
    public void Blocked_OneSuccessBetween_StartsTheTimeAnew()
    {
        _state.Failed("no");
        Assert.Equal("no", _state.Fault);
        _time.Advance(TimeSpan.FromHours(23));
        _state.Succeeded();
        Assert.Null(_state.Fault);
        _time.Advance(TimeSpan.FromHours(2));
        _state.Failed("no");

        Assert.Null(_state.Blocked());
    }

    [Fact]
    public void Blocked_Gone_AtOnceAndUntilItAnswersAgain()
    {
        _state.Gone();
        Assert.NotNull(_state.Blocked());

        _state.Succeeded();
        Assert.Null(_state.Blocked());
    }
}
