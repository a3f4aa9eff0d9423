using CsrAgent.Answering.Phrasing;
using CsrAgent.Escalation;
using CsrAgent.Tests.Answering.Phrasing;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Escalation;

public sealed class HandoffWordsTests
{
    public static readonly TheoryData<string> Languages = PhrasesTests.Languages;

    private static readonly DateTimeOffset Saturday = new(2026, 3, 7, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Told_WhileTheTeamIsThere_NamesItAndWhatToExpect()
    {
        var told = Words(Care()).Told(Some.Ticket() with { Team = "care" }, "en", Some.Noon);
        Assert.Equal("A colleague from Customer Care will take over here and reply in this conversation as soon as someone is free. You don't need to repeat anything. This usually takes about 10 minutes.", told);
    }

    [Theory]
    [InlineData("en", "Monday, March 9, 9:00 AM (UTC+1)")]
    [InlineData("de", "Montag, 9. März, 09:00 (UTC+1)")]
    [InlineData("fr", "lundi, 9 mars, 09:00 (UTC+1)")]
    public void Told_WhileTheTeamIsAway_SaysWhenItIsBack(string language, string back)
    {
        var told = Words(Care()).Told(Some.Ticket() with { Team = "care" }, language, Saturday);
        Assert.Contains(back, told.Replace('\u202f', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain("10", told, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Told_EachLanguage_IsWholeAndInThatLanguage(string language)
    {
        var words = Words(Care());
        var ticket = Some.Ticket() with { Team = "care", Topic = SensitiveTopics.SelfHarm };
        string[] said = [words.Told(ticket, language, Some.Noon), words.Told(ticket, language, Saturday), words.PassedOn(ticket, false, language, Some.Noon), words.PassedOn(ticket, true, language, Saturday), words.TakenBack(ticket, language, Some.Noon)];

        Assert.All(said, text => Assert.DoesNotContain('{', text));
        Assert.Equal(said.Length, said.Distinct().Count());
        Assert.StartsWith(Phrases.For(language).HelpInCrisis, said[0], StringComparison.Ordinal);
        Assert.Contains("findahelpline.com", said[0], StringComparison.Ordinal);
        Assert.Contains("9", said[1].Replace("\u0669", "9", StringComparison.Ordinal), StringComparison.Ordinal);
        if (language != "en") Assert.DoesNotContain("Monday", said[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Told_CompanysOwnHelp_ComesFirstWhereItHasTheLanguage()
    {
        var options = Care();
        options.Topics[SensitiveTopics.Safety].HelpTexts["en"] = "Unplug it and step away.";
        var ticket = Some.Ticket() with { Topic = SensitiveTopics.Safety };
        Assert.StartsWith("Unplug it and step away.\n\nA colleague", Words(options).Told(ticket, "en", Some.Noon), StringComparison.Ordinal);
        Assert.StartsWith(Phrases.For("de").HelpInDanger, Words(options).Told(ticket, "de", Some.Noon), StringComparison.Ordinal);
    }

    [Fact]
    public void Told_InTheCompanysOwnWords_KeepsTheExpectation()
    {
        var options = Care();
        options.Texts[HandoffText.Told] = new() { ["en"] = "{team} is on it.", ["da"] = "{team} svarer dig her." };
        var ticket = Some.Ticket() with { Team = "care" };
        Assert.Equal("Customer Care is on it. This usually takes about 10 minutes.", Words(options).Told(ticket, "en", Some.Noon));
        Assert.StartsWith("Customer Care svarer dig her.", Words(options).Told(ticket, "da", Some.Noon), StringComparison.Ordinal);
        Assert.StartsWith(Phrases.For("de").HandoffTold("care"), Words(options).Told(ticket, "de", Some.Noon), StringComparison.Ordinal);
    }

    [Fact]
    public void Moment_EachOffset_IsSaidShortly()
    {
        Assert.EndsWith("(UTC)", HandoffWords.Moment(Some.Noon, "en"), StringComparison.Ordinal);
        Assert.EndsWith("(UTC+5:30)", HandoffWords.Moment(Some.Noon.ToOffset(new TimeSpan(5, 30, 0)), "en"), StringComparison.Ordinal);
        Assert.EndsWith("(UTC-10)", HandoffWords.Moment(Some.Noon.ToOffset(TimeSpan.FromHours(-10)), "en"), StringComparison.Ordinal);
    }

    private static EscalationOptions Care()
    {
        var hours = new BusinessHours { TimeZone = "Europe/Berlin" };
        for (var day = DayOfWeek.Monday; day <= DayOfWeek.Friday; day++) hours.Week[day] = [new(TimeSpan.FromHours(9), TimeSpan.FromHours(17))];
        var options = new EscalationOptions();
        options.Teams["care"] = new() { Names = { ["en"] = "Customer Care" }, Hours = hours, ExpectedWait = TimeSpan.FromMinutes(10) };
        return options;
    }

    private static HandoffWords Words(EscalationOptions options) => new(new TeamDirectory(Options.Create(options)), Options.Create(options));
}
