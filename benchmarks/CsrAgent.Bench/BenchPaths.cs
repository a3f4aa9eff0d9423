namespace CsrAgent.Bench;

/// <param name="Server">The published server: <c>csr-agent.dll</c>.</param>
/// <param name="Articles">Folder of the sample articles.</param>
/// <param name="Page">Where <c>--save</c> writes.</param>
/// <param name="RedisPage">The same, for runs with Redis.</param>
internal sealed record BenchPaths(string Server, string Articles, string Page, string RedisPage)
{
    /// <param name="root">The repository.</param>
    public static BenchPaths Below(string root)
    {
        var server = Path.Combine(root, "artifacts", "run", "csr-agent.dll");
        if (!File.Exists(server))
        {
            throw new FileNotFoundException(
                $"The server is not built: {server} is missing. Start the bench with ./bench, which builds it."
            );
        }
        return new(
            server,
            Path.Combine(root, "samples", "knowledge-base"),
            Path.Combine(root, "docs", "performance.md"),
            Path.Combine(root, "docs", "performance-redis.md")
        );
    }
}
