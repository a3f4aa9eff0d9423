using CsrAgent.Answering;
using CsrAgent.Answering.Checks;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Answering.Checks;

public sealed class EvidenceTests
{
    [Fact]
    public void Of_SentenceThatSaysWhatThePassageSays_IsBacked()
    {
        var evidence = Evidence.Of(
            "A refund takes 5 to 7 business days to reach your payment method.",
            [],
            [SomeRequest.Reset, SomeRequest.Refund],
            "How long?",
            "en"
        );
        Assert.Equal(1, evidence.Support);
        Assert.Equal("kb-028", Assert.Single(evidence.Citations).ArticleId);
        Assert.Contains(Assert.Single(evidence.Citations).Quote, SomeRequest.Refund.Passage.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NumberThatNobodyNamed_IsNotBacked() =>
        Assert.Equal(
            0,
            Evidence.Of("A refund takes 2 business days to reach your payment method.", [], [SomeRequest.Refund], "How long?", "en").Support
        );

    [Fact]
    public void Of_NumberOfTheQuestion_MayBeRepeated() =>
        Assert.Equal(
            1,
            Evidence
                .Of(
                    "The refund for order 4711 takes business days to reach your original payment method.",
                    [],
                    [SomeRequest.Refund],
                    "Where is the refund for 4711?",
                    "en"
                )
                .Support
        );

    [Fact]
    public void Of_HalfMadeUp_IsHalfBacked() =>
        Assert.Equal(
            0.5,
            Evidence
                .Of(
                    "A refund takes 5 to 7 business days. Elephants also enjoy swimming across large rivers.",
                    [],
                    [SomeRequest.Refund],
                    "",
                    "en"
                )
                .Support
        );

    [Theory]
    [InlineData("Elephants enjoy swimming across large rivers.", 0)]
    [InlineData("A refund takes 2 days.", 0)]
    [InlineData("You will normally have the refund within 7 days.", 1)]
    [InlineData("Eine Erstattung dauert 5 bis 7 Werktage.", 1, "de")]
    [InlineData("Sure!", 1)]
    public void Of_SentenceThatTheProviderCites_IsTheArticlesOnlyWhereItCarriesIt(string text, int sources, string language = "en")
    {
        var citation = new CitationAnnotation
        {
            Url = new Uri(PassageContent.SourceOf(SomeRequest.Refund)),
            Snippet = SomeRequest.Refund.Passage.Text,
        };

        var evidence = Evidence.Of(text, [new CitedSpan(0, text.Length, citation)], [SomeRequest.Refund], "How long?", language);

        Assert.Equal(sources, evidence.Citations.Count);
    }

    [Theory]
    [InlineData("Could you tell me which order number you mean?")]
    [InlineData("I see.")]
    public void Of_NothingStated_HasNoSupport(string text) => Assert.Null(Evidence.Of(text, [], [SomeRequest.Refund], "", "en").Support);

    [Theory]
    [InlineData(0.9, 1.0, false, 0.95)]
    [InlineData(0.9, 0.0, false, 0.45)]
    [InlineData(0.5, 0.5, true, 0.4)]
    [InlineData(0.0, 0.0, false, 0.0)]
    public void Confidence_IsTheMeanAndLessWhenCorrected(double relevance, double support, bool corrected, double expected) =>
        Assert.Equal(expected, Confidence.Of(relevance, support, corrected), 3);
}
