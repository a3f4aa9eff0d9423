using CsrAgent.Answering.Checks;
using CsrAgent.Languages;

namespace CsrAgent.Tests.Answering.Checks;

public sealed class FactSubjectsTests
{
    private const string Article = """
        Delivery to Germany costs $5.95 and takes 2 to 4 business days. Delivery to France and Spain costs €7.95.
        We do not deliver to Canada.

        | Country | Price | Time |
        | --- | --- | --- |
        | Austria | CHF 12 | 5 days |
        | Norway | 99 kr | 8 days |

        A repair costs $40. A replacement costs $90. Chairs cost £20 each. Items can be returned within 30 days.
        Orders can be cancelled within 60 minutes of placing them. Balance of a gift card is back within 24 hours.
        Delivery of sofas costs $39. Small parcels are free.
        Support is open Monday to Friday from 8:00 to 18:00, on Saturday from 9:00 to 12:00.

        | Option | US | EU |
        | --- | --- | --- |
        | Express | $12 | not offered |

        | Plan | First year | Later | Channels |
        | --- | --- | --- | --- |
        | Home 50 | €19.99 | €34.99 | 10 |
        | Home 100 | €24.99 | €39.99 | 20 |
        """;

    [Theory]
    [InlineData("Delivery to Canada costs $5.95.", "5.95")]
    [InlineData("Delivery to Poland takes 4 business days.", "4 business days")]
    [InlineData("Delivery to Austria takes 8 days.", "8 days")]
    [InlineData("Austria: 99 kr.", "99")]
    [InlineData("A replacement costs $40.", "40")]
    [InlineData("Orders can be cancelled within 24 hours of placing them.", "24 hours")]
    [InlineData("Orders can be cancelled within a day.", "within a day")]
    [InlineData("Delivery of sofas is free.", "free")]
    [InlineData("Support is open on Sunday from 9:00 to 12:00.", "9:00")]
    [InlineData("Express to Germany costs $12.", "12")]
    [InlineData("Support is open on Sunday and Saturday from 9:00 to 12:00.", "9:00")]
    [InlineData("Home 50 costs €24.99.", "24.99")]
    [InlineData("Home 100 is €24.99 later.", "24.99")]
    public void FindMisplaced_BesideAnotherSubject_IsFound(string sentence, string number) =>
        Assert.Equal(number, New().FindMisplaced(sentence));

    [Theory]
    [InlineData("Delivery to Germany costs $5.95.")]
    [InlineData("It is €7.95 to Spain.")]
    [InlineData("Delivery to Norway takes 8 days.")]
    [InlineData("Norway: 99 kr.")]
    [InlineData("A repair costs $40.")]
    [InlineData("2 chairs x £20 = £40.")]
    [InlineData("Your Oslo lamp can be returned within 30 days.")]
    [InlineData("That costs $90.")]
    [InlineData("Orders can be cancelled within an hour, and items can be returned within 30 days.")]
    [InlineData("A cancelled order's gift card balance is back within 24 hours.")]
    [InlineData("Support is open on Tuesdays from 8:00 to 18:00.")]
    [InlineData("Express in the US costs $12.")]
    [InlineData("Home 50 is €19.99 in the first year and €34.99 later, Home 100 is €24.99.")]
    [InlineData("Home 100 costs €5 more: €24.99.")]
    public void FindMisplaced_BesideItsOwn_IsFine(string sentence) => Assert.Null(New().FindMisplaced(sentence));

    /// <summary>Capitals of other alphabets are like letters to an expression.</summary>
    [Theory]
    [InlineData("Support is open Monday to FR\u0130DAY from 8:00.")]
    [InlineData("Support is open FR\u0130DAY to Monday from 8:00.")]
    [InlineData("Support takes 79228162514264337593543950335 days, from 8:00 on Sundays.")]
    public void FindMisplaced_StrangeText_ComesToAnEnd(string sentence)
    {
        _ = New(sentence).FindMisplaced(sentence);
        _ = New().FindMisplaced(sentence);
    }

    [Fact]
    public void FindMisplaced_InAnotherLanguageOrReported_IsNotJudged()
    {
        Assert.Null(New(language: "de").FindMisplaced("Der Versand nach Kanada kostet $5.95."));
        Assert.Null(New(reports: "{\"price\": 5.95}").FindMisplaced("Delivery to Canada costs $5.95."));
    }

    [Fact]
    public void FindMisplaced_SampleArticlesOverThemselves_NothingIs()
    {
        var root = Path.Combine(Support.BuildOutput.RepositoryRoot, "samples", "knowledge-base");
        foreach (var article in Directory.GetFiles(root, "*.md", SearchOption.AllDirectories).Select(File.ReadAllText))
        {
            var subjects = New(article);
            Assert.All(Sentences.Split(article), sentence => Assert.Null(subjects.FindMisplaced(sentence)));
        }
    }

    [Fact]
    public void HoldFrom_NumberOfASubject_WaitsForTheSubject()
    {
        Assert.Equal("It costs $".Length, New().HoldFrom("It costs $5.95 to"));
        Assert.Equal("It takes 3 weeks".Length, New().HoldFrom("It takes 3 weeks"));
    }

    private static FactSubjects New(string text = Article, string reports = "", string language = "en")
    {
        var hit = SomeRequest.Hit("kb-1", "Delivery", text, 1);
        return new(() => [hit], () => [new(text, "en") { IsPassage = true }, new(reports, language)], language);
    }
}
