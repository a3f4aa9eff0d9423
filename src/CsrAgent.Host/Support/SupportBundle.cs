using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using CsrAgent.Host.Doctor;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Support;

/// <summary>
/// A file for those who are asked for help: what the server is, how it is set and how it does. What customers wrote, their ids, and keys
/// are kept out of it: log lines and settings hold only what is known to be harmless, and keys are taken out of all parts. It does name
/// hosts, folders, files of articles and the company's own accounts, and holds what other programs said of an error (doctor.txt).
/// </summary>
internal sealed class SupportBundle(SupportSubject subject, BundledSettings settings)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Of the running server: counts, and names from the code.</summary>
    private static readonly (string Path, string File)[] Pages =
    [
        ("api/v1/admin/support", "store.json"),
        ("api/v1/admin/stats?days=7", "stats.json"),
        ("health/ready", "health.json"),
        ("metrics", "metrics.txt"),
    ];

    /// <param name="file">Empty, and writable.</param>
    /// <param name="log">The server's JSON log, or null.</param>
    /// <param name="timeout">For all that the doctor asks.</param>
    /// <returns>A line about each part.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(Stream file, TextReader? log, TimeSpan timeout)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var parts = new List<string>();
        await AddAsync("about.txt", About(), "version, runtime and machine");
        await AddAsync("settings.txt", settings.Lines(), "settings, without secrets");
        await AddAsync("doctor.txt", await ExamineAsync(timeout), "what csr-agent doctor finds");
        using var http = new HttpClient { BaseAddress = subject.Server, Timeout = Timeout };
        if (subject.ApiKey is { } key) http.DefaultRequestHeaders.Add(ApiHeaders.ApiKey, key);
        foreach (var (path, name) in Pages)
        {
            var (text, fault) = await ReadAsync(http, path);
            await AddAsync(name, [text], fault ?? $"/{path.Split('?')[0]} of {subject.Server}");
        }
        var excerpt = Shorten(log);
        var (kept, skipped, earlier) = (Number(excerpt.Lines.Count), Number(excerpt.Skipped), Number(excerpt.Earlier));
        var counts = $"{kept} lines; left out: {skipped} that are no JSON, {earlier} earlier ones";
        await AddAsync("log.jsonl", excerpt.Lines, log is null ? "no log: give one with --log FILE" : $"log without messages: {counts}");
        return parts;

        async Task AddAsync(string name, IEnumerable<string> lines, string what)
        {
            await using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            foreach (var line in lines) await writer.WriteLineAsync(settings.Hide(line));
            parts.Add($"{name}: {what}");
        }
    }

    private IEnumerable<string> About() =>
        [
            $"csr-agent {subject.Doctor.Version}",
            $"made at {subject.Time.GetUtcNow():u}",
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.OSDescription}",
            $"{Number(Environment.ProcessorCount)} processors, {Number(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1_000_000)} MB",
        ];

    private async Task<IEnumerable<string>> ExamineAsync(TimeSpan timeout)
    {
        using var cancel = new CancellationTokenSource(timeout, subject.Time);
        try
        {
            var found = await DoctorCommand.ExamineAsync(subject.Doctor, cancel.Token);
            return found.Select(line => $"{line.Level} {line.Part}: {line.Text}");
        }
        catch (Exception e) // A bundle is for servers in which something is broken.
        {
            return [$"Fault doctor: {e.GetType().Name}"];
        }
    }

    private static async Task<(string Text, string? Fault)> ReadAsync(HttpClient http, string path)
    {
        try
        {
            using var response = await http.GetAsync(path);
            // A server that is not ready says so with 503, and why.
            return response.IsSuccessStatusCode || path == "health/ready"
                ? (await response.Content.ReadAsStringAsync(), null)
                : ("", $"the server answered {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return ("", "no server answered");
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static LogExcerpt Shorten(TextReader? log)
    {
        var excerpt = new LogExcerpt();
        while (log?.ReadLine() is { } line) excerpt.Add(line);
        return excerpt;
    }
}
