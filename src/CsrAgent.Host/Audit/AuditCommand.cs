using System.Text.Json;
using CsrAgent.Handoff;
using CsrAgent.Histories;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Audit;

/// <summary>
/// <c>csr-agent audit</c>: reads a running server's conversations, and what a client has recorded of its own, and prints each message that
/// was lost, doubled, reordered, left silent or brought back. It changes nothing.
/// </summary>
internal static class AuditCommand
{
    public const string Name = "audit";

    private const string Usage = "Usage: csr-agent audit [--server URL] [--history FILE] [--max-wait DURATION]";
    private const int HasFindings = 1;
    private const int CannotSay = 2;

    /// <param name="args">Those after the command's name.</param>
    /// <param name="server">Where the server is without <c>--server</c>.</param>
    /// <param name="apiKey">The server's admin key, or null.</param>
    /// <param name="output">For the findings, one a line, and the counts.</param>
    /// <param name="error">For what keeps it from a result.</param>
    /// <returns>0 where every promise is kept, 1 where one is broken, 2 if the audit was inconclusive.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Uri server, string? apiKey, TextWriter output, TextWriter error)
    {
        try
        {
            var arguments = AuditArguments.Parse(args, server);
            return await RunAsync(arguments, apiKey, output, CancellationToken.None) ? 0 : HasFindings;
        }
        catch (FormatException e)
        {
            await error.WriteLineAsync($"{e.Message}\n{Usage}");
        }
        catch (Exception e) when (e is CsrAgentException or HttpRequestException or JsonException or TaskCanceledException)
        {
            await error.WriteLineAsync($"The audit came to no result: {e.Message}");
        }

        return CannotSay;
    }

    private static async Task<bool> RunAsync(
        AuditArguments arguments,
        string? apiKey,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var sent = (arguments.History is { } file ? ClientHistoryFile.Read(file) : []).ToLookup(message => message.SessionId);
        using var http = new HttpClient { BaseAddress = arguments.Server };
        if (!string.IsNullOrWhiteSpace(apiKey)) http.DefaultRequestHeaders.Add(ApiHeaders.ApiKey, apiKey.Trim());
        var server = new AuditedServer(http, TimeProvider.System);
        var checker = new HistoryChecker(arguments.MaxWait, HandoffMessages.InHistories);
        var findings = new List<Finding>(await server.ReadGivenUpDeliveriesAsync(cancellationToken));
        var (read, messages) = (new HashSet<string>(StringComparer.Ordinal), 0);
        await foreach (var session in server.ListSessionsAsync(cancellationToken)) await CheckAsync(session);
        foreach (var session in sent.Select(group => group.Key)) await CheckAsync(session);

        foreach (var finding in findings) await output.WriteLineAsync(finding.ToString());
        var counts = Enum.GetValues<FindingKind>().Select(kind => $"{findings.Count(f => f.Kind == kind)} {kind.ToWireName()}");
        await output.WriteLineAsync(
            $"{read.Count} conversations, {messages} messages, {sent.Sum(group => group.Count())} in the client's history: "
                + string.Join(", ", counts)
        );
        return findings.Count == 0;

        async Task CheckAsync(string session)
        {
            if (!read.Add(session)) return;
            var history = await server.ReadAsync(session, cancellationToken);
            findings.AddRange(checker.Check(history, [.. sent[session]]));
            messages += history.Messages.Count;
        }
    }
}
