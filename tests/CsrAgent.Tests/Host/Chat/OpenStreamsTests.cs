using CsrAgent.Host.Chat;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Host.Chat;

public sealed class OpenStreamsTests
{
    private readonly OpenStreams _open = new(Options.Create(new ChatOptions { MaxStreams = 3, MaxStreamsPerSession = 2 }));

    [Fact]
    public void Enter_OneSession_TakesNoMoreThanItsShare()
    {
        var first = _open.TryEnter(new("a"));
        _open.TryEnter(new("a"));

        Assert.Null(_open.TryEnter(new("a")));
        Assert.NotNull(_open.TryEnter(new("b")));

        first!.Dispose();
        first.Dispose();
        Assert.NotNull(_open.TryEnter(new("a")));
        Assert.Null(_open.TryEnter(new("a")));
    }

    [Fact]
    public void Enter_MoreThanTheProcessTakes_IsRefusedUntilOneLeaves()
    {
        var places = new[] { "a", "b", "c" }.Select(session => _open.TryEnter(new(session))).ToList();
        Assert.All(places, Assert.NotNull);

        Assert.Null(_open.TryEnter(new("d")));
        places[0]!.Dispose();

        Assert.NotNull(_open.TryEnter(new("d")));
    }
}
