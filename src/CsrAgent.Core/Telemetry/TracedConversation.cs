using System.Diagnostics;

namespace CsrAgent.Telemetry;

/// <summary>
/// Which conversation a span belongs to. The id stays in the process: an exporter replaces it by a pseudonym, since an id can open the
/// conversation, and can be a customer's name.
/// </summary>
public static class TracedConversation
{
    private const string Property = "csr.conversation";

    /// <summary>Counts for the spans below it too.</summary>
    public static void Set(Activity? activity, string id)
    {
        if (activity is { IsAllDataRequested: true }) activity.SetCustomProperty(Property, id);
    }

    /// <summary>The conversation of a span, or of the nearest one above it in this process; null where there is none.</summary>
    public static string? Of(Activity activity)
    {
        for (Activity? span = activity; span is not null; span = span.Parent)
        {
            if (span.GetCustomProperty(Property) is string id) return id;
        }
        return null;
    }
}
