using System.Globalization;
using CsrAgent.Answering.Phrasing;
using Microsoft.Extensions.Options;

namespace CsrAgent.Escalation;

/// <summary>What customers are told about a hand-off, in their language: help first where it is urgent, who takes over, and when to expect them.</summary>
public sealed class HandoffWords(TeamDirectory teams, IOptions<EscalationOptions> options)
{
    private static readonly TimeSpan LongestInMinutes = TimeSpan.FromMinutes(100);

    /// <summary>It begins.</summary>
    public string Told(EscalationTicket ticket, string? language, DateTimeOffset at)
    {
        var phrases = Phrases.For(language ?? "en");
        var team = teams.NameOf(ticket.Team, phrases.Language);
        var told = $"{Own(HandoffText.Told, language)?.Replace("{team}", team, StringComparison.Ordinal) ?? phrases.HandoffTold(team)}{Expectation(ticket.Team, phrases, at)}";
        return Help(ticket.Topic, language) is { } help ? $"{help}\n\n{told}" : told;
    }

    /// <summary>It was passed on, since nobody came.</summary>
    /// <param name="isLast">Nothing more will be said until somebody comes.</param>
    public string PassedOn(EscalationTicket ticket, bool isLast, string? language, DateTimeOffset at)
    {
        var phrases = Phrases.For(language ?? "en");
        return isLast ? $"{Own(HandoffText.NobodyThere, language) ?? phrases.NobodyThere}{Closed(ticket.Team, phrases, at)}"
            : $"{Own(HandoffText.PassedOn, language) ?? phrases.StillWaiting}{Expectation(ticket.Team, phrases, at)}";
    }

    /// <summary>The person who had it has fallen silent.</summary>
    public string TakenBack(EscalationTicket ticket, string? language, DateTimeOffset at)
    {
        var phrases = Phrases.For(language ?? "en");
        return $"{Own(HandoffText.TakenBack, language) ?? phrases.PersonGone}{Expectation(ticket.Team, phrases, at)}";
    }

    /// <summary>What a customer who may be in danger reads at once; null: the topic is not of that kind.</summary>
    public string? Help(string? topic, string? language)
    {
        if (topic is null || options.Value.Topics.GetValueOrDefault(topic) is not { } rule) return null;
        return rule.HelpTexts.GetValueOrDefault(CodeOf(language)) ?? rule.Help switch
        {
            HelpText.Crisis => Phrases.For(language ?? "en").HelpInCrisis,
            HelpText.Danger => Phrases.For(language ?? "en").HelpInDanger,
            _ => rule.HelpTexts.GetValueOrDefault("en"),
        };
    }

    /// <summary>The company's own words, where it has some in this language.</summary>
    private string? Own(HandoffText text, string? language) => options.Value.Texts.GetValueOrDefault(text)?.GetValueOrDefault(CodeOf(language));

    private static string CodeOf(string? language) => language?.Split('-', '_')[0] ?? "en";

    private string Expectation(string team, Phrases phrases, DateTimeOffset at) =>
        teams.CalendarOf(team).IsOpen(at) ? teams.ExpectedWait(team) is { } wait ? " " + Usually(wait, phrases) : "" : Closed(team, phrases, at);

    private static string Usually(TimeSpan wait, Phrases phrases) => wait < LongestInMinutes
        ? phrases.WaitMinutes((int)Math.Ceiling(Math.Max(wait.TotalMinutes, 2)))
        : phrases.WaitHours((int)Math.Ceiling(wait.TotalHours));

    private string Closed(string team, Phrases phrases, DateTimeOffset at)
    {
        var calendar = teams.CalendarOf(team);
        return calendar.IsOpen(at) || calendar.NextOpening(at) is not { } opens ? "" : " " + phrases.ClosedUntil(Moment(TimeZoneInfo.ConvertTime(opens, calendar.Zone), phrases.Language));
    }

    /// <summary>"Monday, March 2, 9:00 AM (UTC+1)": the customer may live in another time zone than the team.</summary>
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

    /// <summary>A system without the data of cultures still says the time.</summary>
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
