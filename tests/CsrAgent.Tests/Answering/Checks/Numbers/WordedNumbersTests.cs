using System.Globalization;
using CsrAgent.Answering.Checks.Numbers;
using Humanizer;

namespace CsrAgent.Tests.Answering.Checks.Numbers;

public sealed class WordedNumbersTests
{
    /// <summary>Humanizer has no words of Chinese and Hindi; Japanese is read by its characters.</summary>
    public static TheoryData<string> Languages =>
        ["en", "de", "de-CH", "fr", "fr-CH", "es", "it", "pt", "pt-BR", "nl", "pl", "ru", "uk", "sv", "tr", "ar", "ja"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void In_EachNumberAsHumanizerSaysIt_IsRead(string culture)
    {
        var language = CultureInfo.GetCultureInfo(culture);
        var words = WordedNumbers.Of(language.TwoLetterISOLanguageName);
        foreach (var number in Enumerable.Range(1, 100).Concat([120, 150, 200, 250, 300, 500, 1000, 1500, 2000, 5000]))
        {
            foreach (var gender in Enum.GetValues<GrammaticalGender>())
            {
                var phrase = number.ToWords(gender, language);
                Assert.Equal([(2, phrase.Length, number)], words.In($"- {phrase} -"));
            }
        }
    }

    [Theory]
    [InlineData("en", "two, three or sixty-seven", "2 3 67")]
    [InlineData("en", "twenty five and thirty-five", "25 35")]
    [InlineData("en", "once upon a time, on time, weight", "")]
    [InlineData("de", "acht, einunddreißig, zweiundneunzig", "8 31 92")]
    [InlineData("fr", "quatre-vingt-dix-neuf ou quatre", "99 4")]
    [InlineData("hi", "बयालीस या पाँच", "42 5")]
    [InlineData("zh", "三百二十一、两万、二〇二六", "321 20000 2026")]
    [InlineData("da", "twelve", "12")]
    public void In_SeveralNumbers_ReadsTheLongest(string language, string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', WordedNumbers.Of(language).In(text).Select(number => number.Value)));
}
