namespace CsrAgent.Handoff.Teams;

/// <summary>A period of a day, in local time.</summary>
/// <param name="From">From midnight; below 24 h.</param>
/// <param name="To">At most 24 h, the end of the day; if not after <paramref name="From"/>, it is on the next day.</param>
public readonly record struct OpenTime(TimeSpan From, TimeSpan To);
