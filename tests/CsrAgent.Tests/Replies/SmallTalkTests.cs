using CsrAgent.Replies;

namespace CsrAgent.Tests.Replies;

public sealed class SmallTalkTests
{
    [Theory]
    [InlineData("Hello", "en", SmallTalkKind.Greeting)]
    [InlineData("hi there! 👋", "en", SmallTalkKind.Greeting)]
    [InlineData("Hey, how are you?", "en", SmallTalkKind.Greeting)]
    [InlineData("Good morning everyone", "en", SmallTalkKind.Greeting)]
    [InlineData("Thank you so much!!", "en", SmallTalkKind.Thanks)]
    [InlineData("Great, that worked, thanks", "en", SmallTalkKind.Thanks)]
    [InlineData("ok thanks bye", "en", SmallTalkKind.Goodbye)]
    [InlineData("no thanks", "en", SmallTalkKind.Acknowledgement)]
    [InlineData("that`s all", "en", SmallTalkKind.Acknowledgement)]
    [InlineData("Vielen Dank für Ihre Hilfe", "de", SmallTalkKind.Thanks)]
    [InlineData("Buenos días", "es", SmallTalkKind.Greeting)]
    [InlineData("Merci beaucoup pour votre aide", "fr", SmallTalkKind.Thanks)]
    [InlineData("Obrigada pela ajuda", "pt", SmallTalkKind.Thanks)]
    [InlineData("Grazie mille", "it", SmallTalkKind.Thanks)]
    [InlineData("Dank u wel", "nl", SmallTalkKind.Thanks)]
    [InlineData("你好", "zh", SmallTalkKind.Greeting)]
    [InlineData("धन्यवाद", "hi", SmallTalkKind.Thanks)]
    [InlineData("شكرًا لك", "ar", SmallTalkKind.Thanks)]
    [InlineData("Teşekkür ederim", "tr", SmallTalkKind.Thanks)]
    [InlineData("Спасибо за помощь!", "ru", SmallTalkKind.Thanks)]
    public void Find_SmallTalk_IsRecognisedInItsLanguage(string text, string language, object kind) =>
        Assert.Equal(((SmallTalkKind)kind, language), SmallTalk.Find(text, language));

    [Theory]
    [InlineData("Hi, how do I reset my password?")]
    [InlineData("Thanks, but it still does not work")]
    [InlineData("Hello, I want to cancel")]
    [InlineData("yes")]
    [InlineData("no")]
    [InlineData("help")]
    [InlineData("thanks for nothing")]
    [InlineData("where is my order")]
    [InlineData("")]
    [InlineData("?!")]
    [InlineData("12345")]
    public void Find_MoreThanSmallTalk_IsNot(string text) => Assert.Null(SmallTalk.Find(text, "en"));

    [Fact]
    public void Find_OtherLanguageThanGuessed_SaysWhich() => Assert.Equal((SmallTalkKind.Greeting, "es"), SmallTalk.Find("hola", "en"));
}
