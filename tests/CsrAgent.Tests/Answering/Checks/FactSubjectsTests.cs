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
        """;

    [Theory]
    [InlineData("Delivery to Canada costs $5.95.", "5.95")]
    [InlineData("Delivery to Poland takes 4 business days.", "4")]
    [InlineData("Delivery to Austria takes 8 days.", "8")]
    [InlineData("Austria: 99 kr.", "99")]
    [InlineData("A replacement costs $40.", "40")]
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
    public void FindMisplaced_BesideItsOwn_IsFine(string sentence) => Assert.Null(New().FindMisplaced(sentence));

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
        return new(() => [hit], () => [new(reports, language)], language);
    }
}
