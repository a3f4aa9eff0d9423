using CsrAgent.Answering.Phrasing;
using CsrAgent.Knowledge;

namespace CsrAgent.Tests.Answering.Phrasing;

public sealed class PhrasesTests
{
    public static readonly TheoryData<string> Languages = ["en", "de", "es", "fr", "pt", "it", "nl", "pl", "sv", "ja", "zh", "ar", "hi", "tr", "ru", "uk"];

    [Theory, MemberData(nameof(Languages))]
    public void For_EachLanguage_IsWhole(string language)
    {
        var phrases = Phrases.For(language);
        Assert.Equal(language, phrases.Language);
        var sentences = typeof(Phrases).GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => (string?)property.GetValue(phrases)).ToArray();
        Assert.True(sentences.Length > 10);
        Assert.All(sentences, sentence => Assert.False(string.IsNullOrWhiteSpace(sentence)));
        Assert.All(sentences, sentence => Assert.DoesNotContain('{', sentence!));
        Assert.Equal(sentences.Length, sentences.Distinct().Count());
    }

    [Theory, MemberData(nameof(Languages))]
    public void HandoffTold_NamesTheTeamWhereThereIsOne(string language)
    {
        Assert.Contains("Billing", Phrases.For(language).HandoffTold("Billing"), StringComparison.Ordinal);
        Assert.Equal(Phrases.For(language).HandoffTold(null), Phrases.For(language).HandoffTold(" "));
        Assert.DoesNotContain("{", Phrases.For(language).HandoffTold(null), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Languages))]
    public void OffersPerson_OwnOffers_AreRecognised(string language)
    {
        var phrases = Phrases.For(language);
        Assert.True(phrases.OffersPerson(phrases.OfferPerson));
        Assert.True(phrases.OffersPerson(phrases.UnknownOffer));
        Assert.True(phrases.OffersPerson(phrases.Refused));
        Assert.False(phrases.OffersPerson(phrases.Clarify));
        Assert.False(phrases.OffersPerson(phrases.Greeting));
        Assert.False(phrases.OffersPerson(phrases.ClarifyNear));
    }

    [Theory]
    [InlineData("If you'd like, I can connect you with a colleague.", true)]
    [InlineData("Would you like me to hand this over to someone from our team?", true)]
    [InlineData("Would you like to change your personal data?", false)]
    [InlineData("A colleague of yours can open the parcel.", false)]
    public void OffersPerson_ModelsWords_AreRecognised(string text, bool offers) => Assert.Equal(offers, Phrases.For("en").OffersPerson(text));

    [Theory]
    [InlineData("pt-BR", "pt")]
    [InlineData("DE", "de")]
    [InlineData("xx", "en")]
    [InlineData("", "en")]
    [InlineData("../../secret", "en")]
    [InlineData("SmallTalk", "en")]
    public void For_OtherTags_FallBack(string language, string expected) => Assert.Equal(expected, Phrases.For(language).Language);

    [Fact]
    public void ReadMore_WithoutAddress_NamesTheTitle() =>
        Assert.Equal("More about this: Reset", Phrases.For("en").ReadMore(new ArticleReference("kb-1", "Reset", null, 1)));
}
