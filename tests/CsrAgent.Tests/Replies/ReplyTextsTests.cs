using CsrAgent.Conversations;
using CsrAgent.Replies;

namespace CsrAgent.Tests.Replies;

public sealed class ReplyTextsTests
{
    public static readonly TheoryData<string> Languages =
    [
        "en",
        "de",
        "es",
        "fr",
        "pt",
        "it",
        "nl",
        "pl",
        "sv",
        "ja",
        "zh",
        "ar",
        "hi",
        "tr",
        "ru",
        "uk",
    ];

    [Theory, MemberData(nameof(Languages))]
    public void For_EachLanguage_IsWhole(string language)
    {
        var texts = ReplyTexts.For(language);
        Assert.Equal(language, texts.Language);
        var sentences = typeof(ReplyTexts)
            .GetProperties()
            .Where(property => property.PropertyType == typeof(string))
            .Select(property => (string?)property.GetValue(texts))
            .ToArray();
        Assert.True(sentences.Length > 10);
        Assert.All(sentences, sentence => Assert.False(string.IsNullOrWhiteSpace(sentence)));
        Assert.All(sentences, sentence => Assert.DoesNotContain('{', sentence!));
        Assert.Equal(sentences.Length, sentences.Distinct().Count());
    }

    [Theory, MemberData(nameof(Languages))]
    public void HandoffNotice_NamesTheTeamWhereThereIsOne(string language)
    {
        Assert.Contains("Billing", ReplyTexts.For(language).HandoffNotice("Billing"), StringComparison.Ordinal);
        Assert.Equal(ReplyTexts.For(language).HandoffNotice(null), ReplyTexts.For(language).HandoffNotice(" "));
        Assert.DoesNotContain("{", ReplyTexts.For(language).HandoffNotice(null), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Languages))]
    public void OffersPerson_OwnOffers_AreRecognised(string language)
    {
        var texts = ReplyTexts.For(language);
        Assert.True(texts.OffersPerson(texts.OfferPerson));
        Assert.True(texts.OffersPerson(texts.UnknownOffer));
        Assert.True(texts.OffersPerson(texts.Refused));
        Assert.False(texts.OffersPerson(texts.Clarify));
        Assert.False(texts.OffersPerson(texts.Greeting));
        Assert.False(texts.OffersPerson(texts.ClarifyNear));
    }

    [Theory]
    [InlineData("If you'd like, I can connect you with a colleague.", true)]
    [InlineData("Would you like me to hand this over to someone from our team?", true)]
    [InlineData("Would you like to change your personal data?", false)]
    [InlineData("A colleague of yours can open the parcel.", false)]
    public void OffersPerson_ModelsWords_AreRecognised(string text, bool offers) =>
        Assert.Equal(offers, ReplyTexts.For("en").OffersPerson(text));

    [Theory]
    [InlineData("pt-BR", "pt")]
    [InlineData("DE", "de")]
    [InlineData("xx", "en")]
    [InlineData("", "en")]
    [InlineData("../../secret", "en")]
    [InlineData("SmallTalk", "en")]
    public void For_OtherTags_FallBack(string language, string expected) => Assert.Equal(expected, ReplyTexts.For(language).Language);

    [Fact]
    public void ReadMore_WithoutAddress_NamesTheTitle() =>
        Assert.Equal("More about this: Reset", ReplyTexts.For("en").ReadMore(new ArticleReference("kb-1", "Reset", null, 1)));
}
