namespace CsrAgent.Handoff.Teams;

/// <summary>A time of a day, in local time.</summary>
/// <param name="From">From midnight; below 24 h.</param>
/// <param name="To">At most 24 h, which is the day's end; not after <paramref name="From"/>: on the next day.</param>
public readonly record struct OpenTime(TimeSpan From, TimeSpan To);
