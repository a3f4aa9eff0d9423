namespace CsrAgent.Adapters.Webhooks;

/// <summary>How far the events have been told. No text and no id of anybody is in it, since an erasure does not look here.</summary>
/// <param name="Since">Everything before it has been.</param>
/// <param name="Reported">Of conversations with activity around that time, by hashes of their ids.</param>
/// <param name="RatedSince">The same of ratings.</param>
/// <param name="Rated">When the ratings around that time were given, by the ids of their events.</param>
internal sealed record EventCursor(
    DateTimeOffset Since,
    Dictionary<string, ReportedConversation> Reported,
    DateTimeOffset RatedSince,
    Dictionary<string, DateTimeOffset> Rated
)
{
    public static EventCursor From(DateTimeOffset now) => new(now, [], now, []);

    /// <summary>Without what can no longer come again.</summary>
    public EventCursor Pruned(TimeSpan overlap) =>
        this with
        {
            Reported = Reported
                .Where(reported => reported.Value.At >= Since - overlap || reported.Value.At == DateTimeOffset.MinValue)
                .ToDictionary(),
            Rated = Rated.Where(rated => rated.Value >= RatedSince - overlap).ToDictionary(),
        };
}
