using CsrAgent.Knowledge.Glossary;

namespace CsrAgent.Tests.Knowledge.Glossary;

public sealed class EnglishGlossaryTests
{
    [Theory]
    [InlineData("Ich möchte meine Bestellung stornieren", "de", "order cancel")]
    [InlineData("Je veux annuler ma commande", "fr", "cancel order")]
    [InlineData("Quiero cancelar mi pedido", "es", "cancel order")]
    [InlineData("Vorrei annullare l'ordine", "it", "cancel order")]
    [InlineData("Quero cancelar a minha encomenda", "pt", "cancel order")]
    [InlineData("Chcę anulować zamówienie", "pl", "cancel order")]
    [InlineData("Siparişimi iptal etmek istiyorum", "tr", "order cancel")]
    [InlineData("Ik wil mijn bestelling annuleren", "nl", "order cancel")]
    public void ToEnglish_CustomersWords_AreReadOneByOne(string text, string language, string english) =>
        Assert.Equal(english, EnglishGlossary.ToEnglish(text, language));

    [Theory]
    [InlineData("Wo ist mein Paket?", "de", "where is parcel")]
    [InlineData("J'ai oublié mon mot de passe", "fr", "forgot password")]
    [InlineData("¿Cuánto cuesta el envío?", "es", "how much shipping cost")]
    public void ToEnglish_Phrases_AreReadAsAWhole(string text, string language, string english) =>
        Assert.Equal(english, EnglishGlossary.ToEnglish(text, language));

    [Fact]
    public void ToEnglish_Names_Stay() => Assert.Equal("klarna pay", EnglishGlossary.ToEnglish("Kann ich mit Klarna bezahlen?", "de"));

    [Theory]
    [InlineData("Können Sie mir einen guten Film empfehlen?", "de")]
    [InlineData("Welche Bestellungen nahm Napoleon am liebsten entgegen?", "de")]
    [InlineData("Quelle est la capitale de l'Italie ?", "fr")]
    [InlineData("hallo", "de")]
    [InlineData("注文をキャンセルしたい", "ja")]
    [InlineData("cancel my order", "en")]
    public void ToEnglish_MostlyUnknown_IsNull(string text, string language) => Assert.Null(EnglishGlossary.ToEnglish(text, language));
}
