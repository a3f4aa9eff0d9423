using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Adapters.Website;

/// <summary>The pages of a sitemap that are wanted and may be read, in its order.</summary>
internal sealed class SitemapPages(Uri root, RobotsFile robots, WebsiteOptions options)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _addresses = [];
    private readonly List<SourceFailure> _files = [];
    private string? _other;
    private int _others;

    public Uri Root => root;

    public IReadOnlyList<string> Addresses => _addresses;

    /// <summary>Whether there are more pages than are wanted.</summary>
    public bool IsFull { get; private set; }

    /// <summary>What was left out, and why.</summary>
    public IReadOnlyList<SourceFailure> Failures
    {
        get
        {
            var found = new List<SourceFailure>(_files);
            if (_others > 0) found.Add(LeftOut($"{_others} addresses are not on '{root.Host}', such as '{_other}', and left out."));
            if (IsFull) found.Add(LeftOut($"It has more pages than WEBSITE_MAX_PAGES ({options.MaxPages}); the rest is left out."));
            return found;
        }
    }

    public bool Contains(string address) => _known.Contains(address);

    public void Add(string text)
    {
        if (!WebsiteAddress.TryParse(text, out var uri) || !WebsiteAddress.IsWithin(root, uri))
        {
            LeaveOut(text);
            return;
        }
        var address = WebsiteAddress.Of(uri);
        if (_known.Contains(address) || !IsWanted(uri) || !robots.Allows(uri)) return;
        IsFull |= _addresses.Count == options.MaxPages;
        if (IsFull) return;
        _addresses.Add(address);
        _known.Add(address);
    }

    /// <param name="text">An address of another site, or none at all.</param>
    public void LeaveOut(string text)
    {
        _other ??= text;
        _others++;
    }

    /// <summary>Any article may be of the pages that the file names.</summary>
    public void LeaveOut(Uri file, string error) => _files.Add(new(file.AbsoluteUri, null, $"{file}: {error}"));

    private bool IsWanted(Uri address) =>
        options.Paths.Count == 0 || options.Paths.Any(path => address.AbsolutePath.StartsWith(path, StringComparison.Ordinal));

    private SourceFailure LeftOut(string error) => new(root.AbsoluteUri, null, $"{root}: {error}") { MayHoldArticles = false };
}
