using CsrAgent.Embeddings;

namespace CsrAgent.Tests.Embeddings;

public sealed class VectorCacheTests
{
    private readonly VectorCache _cache = new(10);

    [Fact]
    public void Find_KnownText_GivesItsVector()
    {
        _cache.Add("one", [1]);
        _cache.Add("two", [2]);

        Assert.Equal([1f], _cache.Find("one")!);
        Assert.Equal([2f], _cache.Find("two")!);
        Assert.Null(_cache.Find("One"));
    }

    [Fact]
    public void Add_MoreThanItsCapacity_ForgetsTheOldestAndKeepsWhatIsAskedFor()
    {
        for (var i = 0; i < 100; i++)
        {
            _cache.Add($"{i}", [i]);
            Assert.NotNull(_cache.Find("0"));
        }

        Assert.NotNull(_cache.Find("99"));
        Assert.NotNull(_cache.Find("96"));
        Assert.InRange(Enumerable.Range(0, 100).Count(i => _cache.Find($"{i}") is not null), 5, 10);
    }
}
