using CsrAgent.Handoff;
using CsrAgent.Handoff.Teams;
using CsrAgent.Replies;
using CsrAgent.Signals;
using CsrAgent.Tests.Replies;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Handoff;

public sealed class HandoffNoticesTests
{
    public static readonly TheoryData<string> Languages = ReplyTextsTests.Languages;

    private static readonly DateTimeOffset Saturday = new(2026, 3, 7, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Opened_WhileTheTeamIsAvailable_NamesItAndWhatToExpect()
    {
        var notice = Notices(Care()).Opened(Some.Ticket() with { Team = "care" }, "en", Some.Noon);
        Assert.Equal(
            "A colleague from Customer Care will take over here and reply in this conversation as soon as someone is free. You don't "
                + "need to repeat anything. This usually takes about 10 minutes.",
            notice
        );
    }

    [Theory]
    [InlineData("en", "Monday, March 9, 9:00 AM (UTC+1)")]
    [InlineData("de", "Montag, 9. März, 09:00 (UTC+1)")]
    [InlineData("fr", "lundi, 9 mars, 09:00 (UTC+1)")]
    public void Opened_WhileTheTeamIsAway_SaysWhenItIsBack(string language, string back)
    {
        var notice = Notices(Care()).Opened(Some.Ticket() with { Team = "care" }, language, Saturday);
        Assert.Contains(back, notice.Replace('\u202f', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain("10", notice, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Opened_EachLanguage_IsWholeAndInThatLanguage(string language)
    {
        var words = Notices(Care());
        var ticket = Some.Ticket() with { Team = "care", Topic = SensitiveTopics.SelfHarm };
        string[] said =
        [
            words.Opened(ticket, language, Some.Noon),
            words.Opened(ticket, language, Saturday),
            words.PassedOn(ticket, false, language, Some.Noon),
            words.PassedOn(ticket, true, language, Saturday),
            words.TakenBack(ticket, language, Some.Noon),
        ];

        Assert.All(said, text => Assert.DoesNotContain('{', text));
        Assert.Equal(said.Length, said.Distinct().Count());
        Assert.StartsWith(ReplyTexts.For(language).HelpInCrisis, said[0], StringComparison.Ordinal);
        Assert.Contains("findahelpline.com", said[0], StringComparison.Ordinal);
        Assert.Contains("9", said[1].Replace("\u0669", "9", StringComparison.Ordinal), StringComparison.Ordinal);
        if (language != "en") Assert.DoesNotContain("Monday", said[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Opened_CompanysOwnHelp_ComesFirstWhereItHasTheLanguage()
    {
        var options = Care();
        var topics = new SensitiveTopicOptions();
        topics.Topics[SensitiveTopics.Safety].HelpTexts["en"] = "Unplug it and step away.";
        var ticket = Some.Ticket() with { Topic = SensitiveTopics.Safety };
        Assert.StartsWith(
            "Unplug it and step away.\n\nA colleague",
            Notices(options, topics).Opened(ticket, "en", Some.Noon),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            ReplyTexts.For("de").HelpInDanger,
            Notices(options, topics).Opened(ticket, "de", Some.Noon),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Opened_InTheCompanysOwnWords_KeepsTheExpectation()
    {
        var options = Care();
        options.Texts[HandoffNoticeKind.Opened] = new() { ["en"] = "{team} is on it.", ["da"] = "{team} svarer dig her." };
        var ticket = Some.Ticket() with { Team = "care" };
        Assert.Equal("Customer Care is on it. This usually takes about 10 minutes.", Notices(options).Opened(ticket, "en", Some.Noon));
        Assert.StartsWith("Customer Care svarer dig her.", Notices(options).Opened(ticket, "da", Some.Noon), StringComparison.Ordinal);
        Assert.StartsWith(
            ReplyTexts.For("de").HandoffNotice("care"),
            Notices(options).Opened(ticket, "de", Some.Noon),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Moment_EachOffset_IsFormattedBriefly()
    {
        Assert.EndsWith("(UTC)", HandoffNotices.Moment(Some.Noon, "en"), StringComparison.Ordinal);
        Assert.EndsWith("(UTC+5:30)", HandoffNotices.Moment(Some.Noon.ToOffset(new TimeSpan(5, 30, 0)), "en"), StringComparison.Ordinal);
        Assert.EndsWith("(UTC-10)", HandoffNotices.Moment(Some.Noon.ToOffset(TimeSpan.FromHours(-10)), "en"), StringComparison.Ordinal);
    }

    private static HandoffOptions Care()
    {
        var hours = new BusinessHours { TimeZone = "Europe/Berlin" };
        for (var day = DayOfWeek.Monday; day <= DayOfWeek.Friday; day++)
        {
            hours.Week[day] = [new(TimeSpan.FromHours(9), TimeSpan.FromHours(17))];
        }
        var options = new HandoffOptions();
        options.Teams["care"] = new()
        {
            Names = { ["en"] = "Customer Care" },
            Hours = hours,
            ExpectedWait = TimeSpan.FromMinutes(10),
        };
        return options;
    }

    private static HandoffNotices Notices(HandoffOptions options, SensitiveTopicOptions? topics = null) =>
        new(new TeamDirectory(Options.Create(options)), Options.Create(options), Options.Create(topics ?? new()));
}
