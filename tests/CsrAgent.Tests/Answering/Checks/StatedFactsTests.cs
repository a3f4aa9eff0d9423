using CsrAgent.Answering.Checks;
using CsrAgent.Languages;

namespace CsrAgent.Tests.Answering.Checks;

public sealed class StatedFactsTests
{
    private const string Source = """
        A refund takes 5 to 7 business days. Returns are free within thirty days, above $1,000 within 2 weeks. Express costs 9.50 EUR.
        Support answers from 9 am to 5 pm. See https://help.example.com/returns?x=1 or write to care@example.com.
        My order 48213 was placed on 2026-05-03. The link is valid for one hour. The code has six digits.
        {"refund": 12}
        {"code": "A-1000"}
        My lamp was 80 EUR and is 64 EUR now, so do I get 10% back?
        Call (802) 555-0142. Parcels are kept for a month, and cards of 3 | 8 for half an hour.
        """;

    [Theory]
    [InlineData("Shipping to Norway costs $25.", "25")]
    [InlineData("A refund takes 10 business days.", "10 business days")]
    [InlineData("You get 15% off.", "15")]
    [InlineData("It was founded in 1998.", "1998")]
    [InlineData("It opens at 11:30.", "11:30")]
    [InlineData("Call us on 0800 123456.", "0800")]
    [InlineData("See https://help.example.com/norway for prices.", "https://help.example.com/norway")]
    [InlineData("Write to boss@example.com.", "boss@example.com.")]
    [InlineData("Go to portal.example.org.", "portal.example.org")]
    [InlineData("Es kostet 8 Euro.", "8")]
    [InlineData("It ends on 14.03.2031.", "14.03.2031")]
    [InlineData("Only €5!", "5")]
    [InlineData("It costs 7 euros.", "7")]
    [InlineData("It costs ７７ points.", "77")]
    [InlineData("It costs ٧٧ points.", "77")]
    [InlineData("Use code SAVE20.", "SAVE20")]
    [InlineData("See article AF-99213.", "AF-99213")]
    [InlineData("[Reset](javascript:alert(1)) it.", "javascript:alert(1")]
    [InlineData("[Reset](//evil.example/x) it.", "//evil.example/x")]
    [InlineData("[Log in](/login) first.", "/login")]
    [InlineData("Get it at ftp://evil.example/x", "ftp://evil.example/x")]
    [InlineData("Go to bit.ly/abc", "bit.ly/abc")]
    [InlineData("Go to 203.0.113.7/reset", "203.0.113.7/reset")]
    [InlineData("Go to evil.example", "evil.example")]
    [InlineData("Go to ｈｔｔｐｓ：／／evil.example/x", "https://evil.example/x")]
    [InlineData("It costs 8 CHF.", "8")]
    [InlineData("It costs 8 kr.", "8")]
    [InlineData("To kosztuje 8 zł.", "8")]
    [InlineData("It costs ₹8.", "8")]
    [InlineData("Es kostet 8,95 €.", "8,95")]
    [InlineData("It costs twenty-two euros.", "twenty-two euros")]
    [InlineData("La vente finit le 1er novembre.", "1er novembre")]
    [InlineData("It ends on July 3.", "July 3")]
    [InlineData("Two cost 20 EUR in total.", "20")]
    [InlineData("Lamps can be returned within forty days.", "forty days")]
    [InlineData("It takes eight days.", "eight days")]
    [InlineData("It takes eleven weeks.", "eleven weeks")]
    [InlineData("It takes sixty-seven days.", "sixty-seven days")]
    [InlineData("You have a forty-five day window.", "forty-five day")]
    [InlineData("It takes 8 to 9 days.", "8")]
    [InlineData("It takes 4–5 days.", "4")]
    [InlineData("You get a ten-year warranty.", "ten-year")]
    [InlineData("Sofas are twenty percent off.", "twenty percent")]
    [InlineData("The sale ends in June.", "in June")]
    [InlineData("Sofas come by the end of December.", "of December")]
    [InlineData("It comes on the first of July.", "1 of July")]
    [InlineData("It is delivered by next Tuesday.", "by next Tuesday")]
    [InlineData("Half price on all sofas.", "Half price")]
    [InlineData("Express is 9.50 dollars.", "9.50")]
    [InlineData("It takes 9 to 11 days.", "11")]
    [InlineData("You have two dozen days.", "two dozen days")]
    [InlineData("½ price on all sofas.", "half price")]
    [InlineData("It ends on May twenty-third.", "23")]
    [InlineData("It ends on the twenty-third of May.", "23")]
    [InlineData("You have a hundred and twenty-five days.", "twenty-five days")]
    [InlineData("Use the voucher WELCOME.", "WELCOME")]
    [InlineData("Enter code \"SPRING\" at the checkout.", "SPRING")]
    [InlineData("Use the code DIGITS.", "DIGITS")]
    [InlineData("It takes two days.", "two days")]
    [InlineData("It takes 7 weeks.", "7 weeks")]
    [InlineData("You get 30 % off.", "30 %")]
    [InlineData("You earn 2 points per euro.", "2 points")]
    [InlineData("Returns are free within a year.", "within a year")]
    [InlineData("We open at 5 a.m.", "5 a.m.")]
    [InlineData("We close at 21:30.", "21:30")]
    [InlineData("Call us at (802) 555-0199.", "(802) 555-0199")]
    [InlineData("Our number is +1 802-555-0177.", "+1 802-555-0177")]
    [InlineData("It arrives by the end of the month.", "by the end of the month")]
    [InlineData("You get half of the price back.", "half of the price")]
    [InlineData("Students save a fifth.", "save a fifth")]
    [InlineData("You may invite up to twenty friends.", "twenty")]
    [InlineData("Express costs 7.50 EUR for 2 weeks.", "7.50")]
    public void FindUnbacked_StandsNowhere_IsFound(string sentence, string fact) =>
        Assert.Equal(fact.TrimEnd('.'), New().FindUnbacked(sentence)?.TrimEnd('.'));

    [Theory]
    [InlineData("de", "Das Sofa braucht acht Tage.", "acht Tage")]
    [InlineData("de", "Sie haben fünfzig Tage Zeit.", "fünfzig Tage")]
    [InlineData("de", "Das kostet zweiundvierzig Euro.", "zweiundvierzig Euro")]
    [InlineData("fr", "Le retour est possible pendant quarante-deux jours.", "quarante-deux jours")]
    [InlineData("es", "Cuesta cuarenta y dos euros.", "cuarenta y dos euros")]
    [InlineData("it", "Hai quarantadue giorni.", "quarantadue giorn")]
    [InlineData("pt", "Tem quarenta e dois dias.", "quarenta e dois dias")]
    [InlineData("nl", "U heeft tweeënveertig dagen.", "tweeënveertig dagen")]
    [InlineData("pl", "Masz czterdzieści dwa dni.", "czterdzieści dwa dni")]
    [InlineData("pl", "W ciągu czterdziestu dwóch dni.", "czterdziestu dwóch dni")]
    [InlineData("ru", "Это занимает сорок два дня.", "сорок два дня")]
    [InlineData("ru", "В течение двадцати пяти дней.", "двадцати пяти дней")]
    [InlineData("uk", "У вас є сорок п'ять днів.", "сорок п'ять днів")]
    [InlineData("uk", "У вас є сорок п’ять днів.", "сорок п’ять днів")]
    [InlineData("sv", "Du har fyrtiotvå dagar.", "fyrtiotvå dagar")]
    [InlineData("tr", "Kırk iki gün içinde iade edebilirsiniz.", "Kırk iki gün")]
    [InlineData("ar", "لديك اثنان وأربعون يوما.", "اثنان وأربعون يوم")]
    [InlineData("hi", "आपके पास बयालीस दिन हैं।", "बयालीस दिन")]
    [InlineData("zh", "您有四十二天可以退货。", "四十二天")]
    [InlineData("ja", "四十二日以内に返品できます。", "四十二日")]
    public void FindUnbacked_InWordsOfTheAnswersLanguage_IsFound(string language, string sentence, string fact) =>
        Assert.Equal(fact, New(language).FindUnbacked(sentence));

    [Theory]
    [InlineData("de", "Sie haben dreißig Tage Zeit, oder zwei Wochen.")]
    [InlineData("fr", "Vous avez trente jours.")]
    [InlineData("es", "Una vez al día, once letras, dos o tres pasos.")]
    [InlineData("it", "Sei al sicuro: hai trenta giorni.")]
    [InlineData("ru", "У вас тридцать дней.")]
    [InlineData("ar", "لديك ثلاثون يوما.")]
    [InlineData("zh", "您有三十天。一般来说，十分简单。")]
    [InlineData("ja", "三十日以内です。十分お気をつけください。")]
    public void FindUnbacked_KnownInWordsOfTheAnswersLanguage_IsFine(string language, string sentence) =>
        Assert.Null(New(language).FindUnbacked(sentence));

    [Theory]
    [InlineData("It takes between 5 and 7 business days.")]
    [InlineData("It takes 5-7 days, in 2 or 3 parcels.")]
    [InlineData("1. Open the page in 2 steps.")]
    [InlineData("See step 12 of the list.")]
    [InlineData("You have 30 days, or 14 days above $1000.00.")]
    [InlineData("Express is 9,50 €.")]
    [InlineData("We are here from 9:00 to 17:00.")]
    [InlineData("Order 48213 from May 3, 2026 can be returned.")]
    [InlineData("The link works for 60 minutes and the code has 6 digits.")]
    [InlineData("See [the returns page](https://help.example.com/returns?x=1) or help.example.com.")]
    [InlineData("Turn on 2FA in kb-077 of your MP3 player.")]
    [InlineData("Write to care@example.com.")]
    [InlineData("Order 48213 is of 03.05.2026.")]
    [InlineData("Choose Settings, e.g. under My account, or and/or the menu.")]
    [InlineData("Send the file invoice.pdf, 3 x 2, with WPA2 or IPv6.")]
    [InlineData("It is ９.５０ EUR.")]
    [InlineData("The refund is 12 euros.")]
    [InlineData("2 x 9.50 EUR = 19 EUR.")]
    [InlineData("Two cost 19 EUR in total.")]
    [InlineData("Ordered on 3 May, le 3 mai, am 3. Mai.")]
    [InlineData("You have thirty days, or two weeks above $1000.")]
    [InlineData("Ordered in May, im Mai, en mai.")]
    [InlineData("You may march on by the window in two steps with ten friends.")]
    [InlineData("It is done in one go, or in a day or two.")]
    [InlineData("You can do this once a day.")]
    [InlineData("Enter the code from the SMS.")]
    [InlineData("You have 720 hours, or four weeks, for a parcel that waits.")]
    [InlineData("Parcels are kept for 30 days, about 4 weeks.")]
    [InlineData("Five business days are a week.")]
    [InlineData("We answer from 9:00 a.m. to 5 p.m., or 17 o'clock.")]
    [InlineData("Call us on +1 802 555 0142 or 8025550142.")]
    [InlineData("It is kept for 30 minutes or 3 days.")]
    [InlineData("Have a nice day, and see you in a minute.")]
    [InlineData("Half of the customers write to us once a week.")]
    [InlineData("Express costs 950 cents.")]
    [InlineData("With 10% off, 9.50 EUR comes to 8.55 EUR.")]
    [InlineData("Twelve months of 9.50 EUR each are 114 EUR, plus 9.50 EUR that makes 123.50 EUR.")]
    [InlineData("Your lamp of 80 EUR costs 64 EUR now, a difference of 16 EUR.")]
    public void FindUnbacked_GivenInOtherWords_IsFine(string sentence) => Assert.Null(New().FindUnbacked(sentence));

    /// <summary>No number of a customer, an article or a model fails a turn.</summary>
    [Theory]
    [InlineData("It takes 79228162514264337593543950335 days, or 9999999999999999999999999999 years.")]
    [InlineData("Together that makes 79228162514264337593543950335 EUR, 2 x 9999999999999999999999999999 EUR.")]
    [InlineData("Guests from 99999999999999999999 to 99, 99999999999999999999 % off, call 99999999999 99999 99999.")]
    public void FindUnbacked_NumbersThatAreTooLarge_AreStrange(string sentence)
    {
        var facts = new StatedFacts(() => [new(sentence, "en"), new(sentence, "en") { IsCustomers = true }], "en");

        Assert.Null(facts.FindUnbacked(sentence));
        Assert.NotNull(New().FindUnbacked(sentence));
        Assert.InRange(facts.HoldFrom(sentence), 0, sentence.Length);
    }

    [Theory]
    [InlineData("You can log in at shop-support.example.", true)]
    [InlineData("I can't say whether shop-support.example is ours.", false)]
    [InlineData("We will write to ann@mail.example.", false)]
    [InlineData("See https://help.example.com/returns?x=1.", false)]
    public void FindUnbacked_LinkOfTheCustomerOnly_MayNotBeConfirmed(string sentence, bool isFound)
    {
        const string Question = "Is shop-support.example yours? I am ann@mail.example.";
        var facts = new StatedFacts(() => [new(Source, "en"), new(Question, "en") { IsCustomers = true }], "en");

        Assert.Equal(isFound, facts.FindUnbacked(sentence) is not null);
    }

    [Fact]
    public void FindUnbacked_SampleArticlesOverThemselves_AreNeverStopped()
    {
        var root = Path.Combine(Support.BuildOutput.RepositoryRoot, "samples", "knowledge-base");
        foreach (var article in Directory.GetFiles(root, "*.md", SearchOption.AllDirectories).Select(File.ReadAllText))
        {
            var facts = new StatedFacts(() => [new(article, "en")], "en");
            Assert.All(Sentences.Split(article), sentence => Assert.Null(facts.FindUnbacked(sentence)));
        }
    }

    [Fact]
    public void HoldFrom_UnknownNumber_WaitsFromItsFirstDigit()
    {
        Assert.Equal("It costs $".Length, New().HoldFrom("It costs $25 in"));
        Assert.Equal("It takes 7 days".Length, New().HoldFrom("It takes 7 days"));
        Assert.Equal("See ".Length, New().HoldFrom("See https://help.exam"));
    }

    private static StatedFacts New(string language = "en") => new(() => [new(Source, "en")], language);
}
