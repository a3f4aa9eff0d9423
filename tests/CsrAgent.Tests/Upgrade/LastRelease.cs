using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Upgrade;

/// <summary>The version before this one, which <c>./test --only upgrade</c> builds from the repository's history.</summary>
internal static class LastRelease
{
    /// <exception cref="InvalidOperationException">It was not built.</exception>
    public static string Server { get; } = Find();

    private static string Find()
    {
        var path = Path.Combine(BuildOutput.RepositoryRoot, "artifacts", "last-release", "server", "csr-agent.dll");
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"{path} is missing: run ./test --only upgrade, which builds the last release.");
    }
}
