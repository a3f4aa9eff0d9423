using CsrAgent.Knowledge;
using CsrAgent.Tests.Contracts;

namespace CsrAgent.Tests.Documentation.WordIndex;

public sealed class WordKnowledgeIndexTests : KnowledgeIndexContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csr-words-").FullName;

    protected override Task<IKnowledgeIndex> CreateAsync() => ReopenAsync();

    protected override Task<IKnowledgeIndex> ReopenAsync() =>
        Task.FromResult<IKnowledgeIndex>(new WordKnowledgeIndex(Path.Combine(_folder, "words.json")));

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
