using System.Text.RegularExpressions;
using CsrAgent.Tests.Architecture;
using static System.StringComparison;

namespace CsrAgent.Tests.Documentation;

/// <summary>
/// docs/csr-agent.http has the README's calls, which ReadmeTests runs, and no others: neither page can fall behind the other.
/// </summary>
public sealed partial class HttpFileTests
{
    private const string Key = "X-API-Key: ";

    [Fact]
    public void HttpFile_Requests_AreTheReadmesCalls()
    {
        var calls = Calls(Repository.Read("README.md")).ToList();

        Assert.Equal(8, calls.Count);
        Assert.Equal(calls, Requests(Repository.Read("docs/csr-agent.http")));
    }

    private static IEnumerable<string> Calls(string readme) =>
        from block in BashPattern().Matches(readme)
        from Match curl in CurlPattern().Matches(block.Value.Replace("\\\n", "", Ordinal))
        let body = BodyPattern().Match(curl.Value).Groups[1].Value
        let method = MethodPattern().Match(curl.Value).Groups[1].Value
        let headers = HeaderPattern().Matches(curl.Value).Select(header => header.Groups[1].Value)
        select Call(
            method != "" ? method
                : body != "" ? "POST"
                : "GET",
            curl.Groups[1].Value,
            headers,
            body
        );

    private static IEnumerable<string> Requests(string file) =>
        from Match request in RequestPattern().Matches(file)
        let headers = request.Groups[3].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        select Call(request.Groups[1].Value, request.Groups[2].Value, headers, request.Groups[4].Value);

    /// <summary>One line, so that a difference shows as text. The admin key is a variable in both, written differently.</summary>
    private static string Call(string method, string path, IEnumerable<string> headers, string body) =>
        $"{method} {path} [{string.Join(", ", headers.Select(header => header.StartsWith(Key, Ordinal) ? Key : header))}] {body.Trim()}";

    [GeneratedRegex("^```bash\n.+?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BashPattern();

    [GeneratedRegex(@"^curl .*?http://localhost:8080(\S+).*$", RegexOptions.Multiline)]
    private static partial Regex CurlPattern();

    [GeneratedRegex(" -X ([A-Z]+)")]
    private static partial Regex MethodPattern();

    [GeneratedRegex("""-H ['"]([^'"]+)['"]""")]
    private static partial Regex HeaderPattern();

    [GeneratedRegex("-d '([^']+)'")]
    private static partial Regex BodyPattern();

    [GeneratedRegex(@"^([A-Z]+) \{\{host\}\}(\S+)\n((?:[\w-]+: .+\n)*)(?:\n(\{.+\})\n)?", RegexOptions.Multiline)]
    private static partial Regex RequestPattern();
}
