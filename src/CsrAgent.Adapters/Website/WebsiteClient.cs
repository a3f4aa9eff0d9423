using System.Net;
using System.Net.Http.Headers;
using CsrAgent.Knowledge;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Website;

/// <summary>Asks one site, at its pace, and never another one. For one caller at a time.</summary>
internal sealed class WebsiteClient(
    HttpClient http,
    IOptions<WebsiteOptions> options,
    IOptions<KnowledgeOptions> knowledge,
    TimeProvider time
)
{
    /// <summary>How the agent is named to the site, and in its robots.txt.</summary>
    public const string Agent = "csr-agent";

    private const int MaxRedirects = 5;

    private static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);

    private long? _last;
    private DateTimeOffset _pausedUntil;

    /// <summary>The pause between two requests.</summary>
    public TimeSpan Pace { get; set; } = options.Value.Pace;

    /// <summary>What the site lets this agent read: no redirect leads elsewhere.</summary>
    public RobotsFile Robots { get; set; } = RobotsFile.None;

    /// <summary>Whether the site has asked to be left alone for now.</summary>
    public bool IsPaused => time.GetUtcNow() < _pausedUntil;

    /// <param name="known">Of what is known of it, or null.</param>
    /// <exception cref="WebsiteException">It did not answer, or not as a website does.</exception>
    public async Task<WebsiteAnswer> GetAsync(Uri address, PageVersion? known, CancellationToken cancellationToken)
    {
        if (IsPaused) throw new WebsiteException($"It asks to be left alone until {_pausedUntil:u} (Retry-After).") { IsOutOfReach = true };
        var at = address;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            await WaitAsync(cancellationToken);
            var (answer, to) = await AskAsync(at, known, cancellationToken);
            if (answer is not null) return answer;
            if (!Uri.TryCreate(at, to, out var next) || !WebsiteAddress.TryParse(next.AbsoluteUri, out _))
            {
                throw new WebsiteException("It redirects to what is no address of a page.");
            }
            if (!WebsiteAddress.IsWithin(at, next)) throw new WebsiteException($"It redirects to '{next.Host}', which is another site.");
            if (!Robots.Allows(next)) throw new WebsiteException($"It redirects to '{next}', which robots.txt asks to leave alone.");
            at = next;
        }
        throw new WebsiteException("It redirects in a circle.");
    }

    /// <summary>One request. The time limit is for all of its answer.</summary>
    /// <returns>The answer, or where it redirects to.</returns>
    private async Task<(WebsiteAnswer? Answer, Uri? To)> AskAsync(Uri address, PageVersion? known, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await SendAsync(address, known, both.Token);
            TakePause(response);
            return RedirectOf(response) is { } to ? (null, to) : (await ReadAsync(address, response, both.Token), null);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WebsiteException("It did not answer in full within WEBSITE_TIMEOUT.", e) { IsOutOfReach = true };
        }
    }

    private static Uri? RedirectOf(HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 ? response.Headers.Location : null;

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && Pace - time.GetElapsedTime(last) is { Ticks: > 0 } left) await Task.Delay(left, time, cancellationToken);
        _last = time.GetTimestamp();
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, PageVersion? known, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue(Agent, null));
        if (known?.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (known?.LastModified is { } date) request.Headers.TryAddWithoutValidation("If-Modified-Since", date);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is PrivateAddressException refused)
        {
            throw new CsrAgentException(refused.Message, e);
        }
        catch (HttpRequestException e)
        {
            throw new WebsiteException($"It cannot be reached ({e.HttpRequestError}).", e) { IsOutOfReach = true };
        }
    }

    private async Task<WebsiteAnswer> ReadAsync(Uri address, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(response.Content, cancellationToken);
        var type = response.Content.Headers.ContentType;
        return new WebsiteAnswer(response.StatusCode, address, body)
        {
            MediaType = type?.MediaType?.ToLowerInvariant() ?? "",
            Charset = type?.CharSet?.Trim('"'),
            Robots = Find(response.Headers, "X-Robots-Tag"),
            ETag = response.Headers.ETag?.ToString(),
            LastModified = Find(response.Content.Headers, "Last-Modified"),
        };
    }

    private static string? Find(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private void TakePause(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)) return;
        var now = time.GetUtcNow();
        if (response.Headers.RetryAfter is not { } after || (after.Delta ?? after.Date - now) is not { } pause) return;
        _pausedUntil = now + (pause < MaxPause ? pause : MaxPause);
    }

    /// <summary>What is too much is not kept in memory.</summary>
    private async Task<byte[]> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            using var body = new MemoryStream();
            var buffer = new byte[64 * 1024];
            while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
            {
                body.Write(buffer, 0, count);
                if (body.Length > knowledge.Value.MaxFileSize)
                {
                    throw new WebsiteException($"It is larger than {knowledge.Value.MaxFileSize} bytes (KNOWLEDGE_MAX_FILE_SIZE).");
                }
            }
            return body.ToArray();
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidDataException)
        {
            throw new WebsiteException($"Its answer broke off ({e.GetType().Name}).", e) { IsOutOfReach = true };
        }
    }
}
