using System.ComponentModel.DataAnnotations;
using CsrAgent.Answering;
using CsrAgent.Replies;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Answering;

public sealed class AiDisclosureTests
{
    [Fact]
    public void FirstWords_InEveryLanguage_SayThatAnAiAnswers() =>
        Assert.All(
            ReplyTexts.All,
            texts => Assert.True(IsValid(new() { Disclosure = Of("").FirstWords(texts.Language) }), texts.Language)
        );

    [Fact]
    public void FirstWords_OwnWording_ReplacesOurs() =>
        Assert.Equal("Finch is a bot.", Of("Finch is a bot.").FirstWords("de"));

    [Theory]
    [InlineData("", true)]
    [InlineData("Finch, our AI assistant, is here for you.", true)]
    [InlineData("Hier hilft Ihnen unser Chatbot.", true)]
    [InlineData("您好，我是AI助手。", true)]
    [InlineData("Our virtual agent answers.", true)]
    [InlineData("Hello!", false)]
    [InlineData(" ", false)]
    [InlineData("You are talking with Anna from the support team.", false)]
    [InlineData("We have paid attention to detail again.", false)]
    public void Disclosure_ThatHidesTheAi_IsRefused(string wording, bool isValid) =>
        Assert.Equal(isValid, IsValid(new() { Disclosure = wording }));

    [Theory]
    [InlineData("Are you human?", "en", "I'm a virtual assistant, not a person.")]
    [InlineData("Where is my parcel? And are you a bot?", "en", "I'm a virtual assistant, not a person.")]
    [InlineData("Wo ist mein Paket? Sind Sie ein Mensch?", "de", "Ich bin ein virtueller Assistent und kein Mensch.")]
    public void Truth_AskedWhoAnswers_SaysSo(string message, string language, string expected) =>
        Assert.StartsWith(expected, AiDisclosure.Truth([message], language, "It is on its way."), StringComparison.Ordinal);

    [Theory]
    [InlineData("Where is my parcel?")]
    [InlineData("Is this a robot vacuum?")]
    [InlineData("Are you a person who can help me move?")]
    public void Truth_NotAsked_SaysNothing(string message) => Assert.Null(AiDisclosure.Truth([message], "en", "It is on its way."));

    [Fact]
    public void Truth_InTheAnswerAlready_IsNotTwice() =>
        Assert.Null(AiDisclosure.Truth(["Are you a bot?"], "en", ReplyTexts.For("en").Identity));

    private static AiDisclosure Of(string wording) => new(Options.Create(new AnsweringOptions { Disclosure = wording }));

    private static bool IsValid(AnsweringOptions options) =>
        Validator.TryValidateObject(options, new(options), null, validateAllProperties: true);
}
