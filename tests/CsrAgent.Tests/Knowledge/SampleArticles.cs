using CsrAgent.Adapters.Documents;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Knowledge;

/// <summary>The articles that ship with the repository.</summary>
internal static class SampleArticles
{
    public static string Folder { get; } = Path.Combine(Root(), "samples", "knowledge-base");

    public static async Task<SourceArticles> ReadAsync(CancellationToken cancellationToken) =>
        (
            await new FolderSource(Options.Create(new KnowledgeOptions { Path = Folder }), TimeProvider.System).ReadAllAsync(
                cancellationToken
            )
        )!;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CsrAgent.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("CsrAgent.slnx was not found above the tests.");
    }
}
