using System.Globalization;
using CsrAgent.Conversations;
using CsrAgent.Handoff.Teams;
using CsrAgent.Replies;
using CsrAgent.Signals;
using Microsoft.Extensions.Options;

namespace CsrAgent.Handoff;

/// <summary>
/// What customers read about a hand-off, in their language: immediate help first if needed, then who takes over and when to expect them.
/// </summary>
public sealed class HandoffNotices(TeamDirectory teams, IOptions<HandoffOptions> options, IOptions<SensitiveTopicOptions> topics)
{
    private static readonly TimeSpan MaxInMinutes = TimeSpan.FromMinutes(100);

    /// <summary>The hand-off started.</summary>
    public string Opened(EscalationTicket ticket, string? language, DateTimeOffset at)
    {
        var texts = ReplyTexts.For(language ?? "en");
        var team = teams.NameOf(ticket.Team, texts.Language);
        var own = Own(HandoffNoticeKind.Opened, language)?.Replace("{team}", team, StringComparison.Ordinal);
        var notice = $"{own ?? texts.HandoffNotice(team)}{Expectation(ticket.Team, texts, at)}";
        return Help(ticket.Topic, language) is { } help ? $"{help}\n\n{notice}" : notice;
    }

    /// <summary>It went to the fallback team, since nobody took it.</summary>
    /// <param name="isLast">True for the last notice until somebody takes it.</param>
    public string PassedOn(EscalationTicket ticket, bool isLast, string? language, DateTimeOffset at)
    {
        var texts = ReplyTexts.For(language ?? "en");
        return isLast
            ? $"{Own(HandoffNoticeKind.NobodyThere, language) ?? texts.NobodyThere}{Closed(ticket.Team, texts, at)}"
            : $"{Own(HandoffNoticeKind.PassedOn, language) ?? texts.StillWaiting}{Expectation(ticket.Team, texts, at)}";
    }

    /// <summary>The person who took it does not answer.</summary>
    public string TakenBack(EscalationTicket ticket, string? language, DateTimeOffset at)
    {
        var texts = ReplyTexts.For(language ?? "en");
        return $"{Own(HandoffNoticeKind.TakenBack, language) ?? texts.PersonGone}{Expectation(ticket.Team, texts, at)}";
    }

    /// <summary>What a customer who may be in danger reads first; null for other topics.</summary>
    public string? Help(string? topic, string? language)
    {
        if (topic is null || topics.Value.Topics.GetValueOrDefault(topic) is not { } rule) return null;
        return rule.HelpTexts.GetValueOrDefault(CodeOf(language))
            ?? rule.Help switch
            {
                HelpText.Crisis => ReplyTexts.For(language ?? "en").HelpInCrisis,
                HelpText.Danger => ReplyTexts.For(language ?? "en").HelpInDanger,
                _ => rule.HelpTexts.GetValueOrDefault("en"),
            };
    }

    /// <summary>The company's own text in this language, if any.</summary>
    private string? Own(HandoffNoticeKind text, string? language) =>
        options.Value.Texts.GetValueOrDefault(text)?.GetValueOrDefault(CodeOf(language));

    private static string CodeOf(string? language) => language?.Split('-', '_')[0] ?? "en";

    private string Expectation(string team, ReplyTexts texts, DateTimeOffset at) =>
        teams.CalendarOf(team).IsOpen(at)
            ? teams.ExpectedWait(team) is { } wait
                ? " " + Usually(wait, texts)
                : ""
            : Closed(team, texts, at);

    private static string Usually(TimeSpan wait, ReplyTexts texts) =>
        wait < MaxInMinutes
            ? texts.WaitMinutes((int)Math.Ceiling(Math.Max(wait.TotalMinutes, 2)))
            : texts.WaitHours((int)Math.Ceiling(wait.TotalHours));

    private string Closed(string team, ReplyTexts texts, DateTimeOffset at)
    {
        var calendar = teams.CalendarOf(team);
        return calendar.IsOpen(at) || calendar.NextOpening(at) is not { } opens
            ? ""
            : " " + texts.ClosedUntil(Moment(TimeZoneInfo.ConvertTime(opens, calendar.Zone), texts.Language));
    }

    /// <summary>"Monday, March 2, 9:00 AM (UTC+1)": the customer may be in another time zone than the team.</summary>
    internal static string Moment(DateTimeOffset at, string language)
    {
        var culture = CultureOf(language);
        return $"{at.ToString("dddd", culture)}, {at.ToString("M", culture)}, {at.ToString("t", culture)} (UTC{Offset(at.Offset)})";
    }

    private static string Offset(TimeSpan offset)
    {
        if (offset == TimeSpan.Zero) return "";
        var hours = offset.ToString("h\\:mm", CultureInfo.InvariantCulture).Replace(":00", "", StringComparison.Ordinal);
        return offset < TimeSpan.Zero ? $"-{hours}" : $"+{hours}";
    }

    /// <summary>Falls back to the invariant culture, so that a system without culture data still shows the time.</summary>
    private static CultureInfo CultureOf(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
