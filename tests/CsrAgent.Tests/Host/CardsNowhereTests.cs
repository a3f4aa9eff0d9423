using CsrAgent.Tests.Contracts;

namespace CsrAgent.Tests.Host;

/// <summary>On a laptop: the database and its log are files of the server itself.</summary>
[Trait("Category", "Slow")]
public sealed class CardsNowhereTests : CardsNowhereContract
{
    private protected override Task<IReadOnlyList<string>> StoredFilesAsync() =>
        Task.FromResult<IReadOnlyList<string>>(
            [
                .. Directory
                    .EnumerateFiles(Server.Server.DataDirectory, "*", SearchOption.AllDirectories)
                    .Where(file => Path.GetFileName(file).Contains(".db", StringComparison.Ordinal)),
            ]
        );
}
