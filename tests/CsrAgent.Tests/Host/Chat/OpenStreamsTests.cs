using CsrAgent.Host.Chat;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Host.Chat;

public sealed class OpenStreamsTests
{
    private readonly OpenStreams _open = new(
        Options.Create(
            new ChatOptions
            {
                MaxStreams = 3,
                MaxStreamsPerSession = 2,
                MaxStreamsPerAddress = 1,
            }
        )
    );

    [Fact]
    public void Enter_OneSession_TakesNoMoreThanItsShare()
    {
        var first = _open.TryEnter(new("a"), null);
        _open.TryEnter(new("a"), null);

        Assert.Null(_open.TryEnter(new("a"), null));
        Assert.NotNull(_open.TryEnter(new("b"), null));

        first!.Dispose();
        first.Dispose();
        Assert.NotNull(_open.TryEnter(new("a"), null));
        Assert.Null(_open.TryEnter(new("a"), null));
    }

    [Fact]
    public void Enter_MoreThanTheProcessTakes_IsRefusedUntilOneLeaves()
    {
        var places = new[] { "a", "b", "c" }.Select(session => _open.TryEnter(new(session), null)).ToList();
        Assert.All(places, Assert.NotNull);

        Assert.Null(_open.TryEnter(new("d"), null));
        places[0]!.Dispose();

        Assert.NotNull(_open.TryEnter(new("d"), null));
    }

    [Fact]
    public void Enter_OneAddress_TakesNoMoreThanItsShareInAllSessions()
    {
        var first = _open.TryEnter(new("a"), "192.0.2.1");

        for (var i = 0; i < 5; i++) Assert.Null(_open.TryEnter(new("b"), "192.0.2.1"));
        Assert.NotNull(_open.TryEnter(new("b"), "192.0.2.2"));
        Assert.NotNull(_open.TryEnter(new("b"), null));

        first!.Dispose();
        Assert.NotNull(_open.TryEnter(new("a"), "192.0.2.1"));
    }
}
