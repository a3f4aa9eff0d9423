using System.Text;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Website;

/// <summary>Finds the pages of a site that may be read. For one caller at a time.</summary>
internal sealed class SitemapReader(WebsiteClient client, IOptions<WebsiteOptions> options)
{
    private const int MaxFiles = 50;

    // Begun, and not at its end.
    private Reading? _reading;

    /// <returns>Null if the time is over: the next call goes on.</returns>
    public async Task<SitemapPages?> ReadAsync(Func<bool> isTimeOver, CancellationToken cancellationToken)
    {
        var reading = _reading ?? await BeginAsync(cancellationToken);
        _reading = null;
        if (!await GoOnAsync(reading, isTimeOver, cancellationToken)) _reading = reading;
        return _reading is null ? reading.Pages : null;
    }

    private async Task<Reading> BeginAsync(CancellationToken cancellationToken)
    {
        var root = new Uri(options.Value.Sitemap);
        var robots = await ReadRobotsAsync(root, cancellationToken);
        client.Robots = robots;
        client.Pace = robots.Delay is { } delay && delay > options.Value.Pace ? delay : options.Value.Pace;
        return new Reading(new SitemapPages(root, robots, options.Value), new Queue<Uri>([root]), [root]);
    }

    /// <returns>Whether it is at its end.</returns>
    private async Task<bool> GoOnAsync(Reading reading, Func<bool> isTimeOver, CancellationToken cancellationToken)
    {
        var (pages, files, known) = reading;
        var root = pages.Root;
        while (!pages.IsFull && files.TryPeek(out var file))
        {
            if (isTimeOver()) return false;
            files.Dequeue();
            if (await ReadFileAsync(file, pages, cancellationToken) is not { } sitemap) continue;
            foreach (var address in sitemap.Pages) pages.Add(address);
            foreach (var further in sitemap.Files)
            {
                if (!WebsiteAddress.TryParse(further, out var next) || !WebsiteAddress.IsWithin(root, next)) pages.LeaveOut(further);
                else if (known.Add(next)) files.Enqueue(next);
            }
            if (known.Count > MaxFiles) throw Failed(root, $"It has more than {MaxFiles} files. Name one of them in WEBSITE_SITEMAP.");
        }
        return true;
    }

    private async Task<RobotsFile> ReadRobotsAsync(Uri root, CancellationToken cancellationToken)
    {
        client.Robots = RobotsFile.None;
        var address = new Uri(root, "/robots.txt");
        var answer = await AskAsync(address, cancellationToken);
        if (answer.IsFine) return RobotsFile.Parse(Encoding.UTF8.GetString(answer.Body));
        // RFC 9309: without the file all is allowed; while it cannot be had, nothing is.
        return answer.IsTrouble ? throw Failed(address, $"It answers {(int)answer.Status}.") : RobotsFile.None;
    }

    /// <returns>Null if it is one of several and cannot be used, which the others do not suffer from.</returns>
    private async Task<Sitemap?> ReadFileAsync(Uri file, SitemapPages pages, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(file, cancellationToken);
        try
        {
            return answer.IsFine ? Sitemap.Read(answer.Body) : throw new WebsiteException($"It answers {(int)answer.Status}.");
        }
        catch (WebsiteException e) when (file != pages.Root && !answer.IsTrouble)
        {
            pages.LeaveOut(file, e.Message);
            return null;
        }
        catch (WebsiteException e)
        {
            throw Failed(file, e.Message, e);
        }
    }

    private async Task<WebsiteAnswer> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync(address, null, cancellationToken);
        }
        catch (WebsiteException e)
        {
            throw Failed(address, e.Message, e);
        }
    }

    private static CsrAgentException Failed(Uri address, string why, Exception? error = null) =>
        new($"The website could not be read at '{address}': {why} Its articles stay in use; check WEBSITE_SITEMAP and the site.", error);

    private sealed record Reading(SitemapPages Pages, Queue<Uri> Files, HashSet<Uri> Known);
}
