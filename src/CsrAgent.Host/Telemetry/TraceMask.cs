using System.Diagnostics;
using CsrAgent.Privacy;
using OpenTelemetry;

namespace CsrAgent.Host.Telemetry;

/// <summary>
/// Masks spans before they are exported: callers choose their user agent, the ids in a path and what stands in a query. The path becomes
/// its route, since a session's id can be the key to the conversation; of what is called, the server is left, since a channel's addresses
/// have the ids of its conversations.
/// </summary>
internal sealed class TraceMask(LogMask mask) : BaseProcessor<Activity>
{
    private const string Path = "url.path";
    private const string Route = "http.route";
    private const string Url = "url.full";

    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in data.TagObjects.ToList())
        {
            if (name == Path) data.SetTag(name, data.GetTagItem(Route) as string);
            else if (name == Url) data.SetTag(name, ServerOf(value as string));
            else if (value is string text && mask.Mask(text) is var masked && masked != text) data.SetTag(name, masked);
        }
    }

    private static string? ServerOf(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : null;
}
