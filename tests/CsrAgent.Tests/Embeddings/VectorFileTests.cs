using CsrAgent.Embeddings;

namespace CsrAgent.Tests.Embeddings;

public sealed class VectorFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csr-vectors-").FullName;

    [Fact]
    public void Find_AfterReopening_GivesWhatWasAdded()
    {
        using (var file = new VectorFile(_folder, "model", 2))
        {
            file.Add("one", [1, 2]);
            file.Add("two", [3, 4]);
            file.Add("one", [9, 9]);
        }
        using var again = new VectorFile(_folder, "model", 2);

        Assert.Equal([1f, 2f], again.Find("one")!);
        Assert.Equal([3f, 4f], again.Find("two")!);
        Assert.Null(again.Find("three"));
    }

    [Fact]
    public void Find_HalfRecordAtTheEnd_LosesThatOneOnly()
    {
        using (var file = new VectorFile(_folder, "model", 2))
        {
            file.Add("one", [1, 2]);
            file.Add("two", [3, 4]);
        }
        var path = Directory.GetFiles(_folder).Single();
        using (var torn = File.OpenWrite(path)) torn.SetLength(torn.Length - 3);

        using (var again = new VectorFile(_folder, "model", 2))
        {
            Assert.Equal([1f, 2f], again.Find("one")!);
            Assert.Null(again.Find("two"));
            again.Add("two", [5, 6]);
        }
        using var third = new VectorFile(_folder, "model", 2);
        Assert.Equal([5f, 6f], third.Find("two")!);
    }

    [Fact]
    public void Find_OtherModel_HasNone()
    {
        using (var file = new VectorFile(_folder, "model", 2)) file.Add("one", [1, 2]);
        using var other = new VectorFile(_folder, "another", 2);

        Assert.Null(other.Find("one"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
