using System.Text.Json;
using CsrAgent.Host.Admin;
using CsrAgent.Host.Configuration;
using CsrAgent.Host.Http;
using CsrAgent.Privacy.Audit;

namespace CsrAgent.Host.Audit;

/// <summary>
/// <c>csr-agent audit verify</c>: has a running server compare its audit log with the chain of hashes, and prints the first place that is
/// not as it was written.
/// </summary>
internal static class AuditVerifyCommand
{
    public const string Name = "verify";

    private const string Usage = "Usage: csr-agent audit verify [--server URL] [--since HEAD] [--timeout DURATION]";
    private const int IsBroken = 1;
    private const int CannotSay = 2;

    /// <summary>The whole log is read.</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    /// <param name="args">Those after the command's name.</param>
    /// <param name="server">Where the server is without <c>--server</c>.</param>
    /// <param name="apiKey">The server's admin key, or null.</param>
    /// <param name="output">For what was found, the first break first.</param>
    /// <param name="error">For what keeps it from a result.</param>
    /// <returns>0 where the log is intact, 1 where it is not, 2 where that cannot be told.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Uri server, string? apiKey, TextWriter output, TextWriter error)
    {
        try
        {
            var options = CommandOptions.Parse($"audit {Name}", args, "--server", "--since", "--timeout");
            var since = options.Find("--since");
            if (since is not null && AuditHead.TryParse(since) is null)
            {
                throw new FormatException("--since must be what an earlier run printed as its head, such as 913:1f0ab93c.9d2e...");
            }
            using var http = new HttpClient
            {
                BaseAddress = options.Address("--server", server),
                Timeout = options.Duration("--timeout", DefaultTimeout),
            };
            if (!string.IsNullOrWhiteSpace(apiKey)) http.DefaultRequestHeaders.Add(ApiHeaders.ApiKey, apiKey.Trim());
            var found = await new AuditedServer(http, TimeProvider.System).VerifyAsync(since, CancellationToken.None);
            foreach (var line in Lines(found)) await output.WriteLineAsync(line);
            return found.Result switch
            {
                AuditVerificationBody.Intact => 0,
                AuditVerificationBody.Broken => IsBroken,
                _ => CannotSay,
            };
        }
        catch (FormatException e)
        {
            await error.WriteLineAsync($"{e.Message}\n{Usage}");
        }
        catch (Exception e) when (e is CsrAgentException or HttpRequestException or JsonException or TaskCanceledException)
        {
            await error.WriteLineAsync($"The verification came to no result: {e.Message}");
        }
        return CannotSay;
    }

    private static IEnumerable<string> Lines(AuditVerificationBody found)
    {
        foreach (var broken in found.Breaks) yield return Describe(broken);
        if (found.NotChained > 0)
        {
            yield return $"{found.NotChained} entries are from before entries were chained: a change to them cannot be seen";
        }
        foreach (var (key, count) in found.OtherKeys)
        {
            yield return $"{count} entries name another SECRET_KEY (key {key}): only a server with that one can say whether it made them";
        }
        if (found.KeyIsStored)
        {
            yield return "the key is stored beside the entries, where who changes them may read it: set SECRET_KEY";
        }
        yield return $"{found.Entries} entries, {found.Chained} as they were written: {found.Result.Replace('_', ' ')}";
        if (found.Head is { } head) yield return $"head {head}";
    }

    private static string Describe(AuditBreakBody broken)
    {
        var entries = broken.Number == broken.Through ? $"entry {broken.Number}" : $"entries {broken.Number} to {broken.Through}";
        return WireName.TryParse<AuditBreakKind>(broken.Problem) switch
        {
            AuditBreakKind.Changed => $"{entries}: not as it was written, or not what followed the entry before",
            AuditBreakKind.Missing => $"{entries}: removed",
            AuditBreakKind.NotChained => $"{entries}: no hash, among entries that have one; of an earlier version, or of somebody else",
            AuditBreakKind.Replaced => $"{entries}: not the one that --since names; the log was restored, cut off or written anew",
            _ => $"{entries}: {broken.Problem}",
        };
    }
}
