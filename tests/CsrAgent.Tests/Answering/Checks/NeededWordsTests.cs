using CsrAgent.Answering;
using CsrAgent.Answering.Checks;

namespace CsrAgent.Tests.Answering.Checks;

public sealed class NeededWordsTests
{
    private static readonly NeededWords Words = new("agent", "[");

    [Theory]
    [InlineData("Your order is on its way.", false)]
    [InlineData("", false)]
    [InlineData("An AGENT is here", true)]
    [InlineData("[link]", true)]
    [InlineData("Ihre Bestellung ist für Sie da", true)]
    public void MayBeIn_PlainTextWithoutAnyOfThem_IsFalse(string text, bool may) => Assert.Equal(may, Words.MayBeIn(text));

    /// <summary>One sentence for each word that the expressions need: a word that is missing lets its sentence through.</summary>
    [Theory]
    [InlineData("I'm a real person.")]
    [InlineData("I am human.")]
    [InlineData("You are chatting with a real person.")]
    [InlineData("You're talking to a human.")]
    [InlineData("Ich bin ein Mensch.")]
    [InlineData("Sie sprechen mit einem echten Menschen.")]
    [InlineData("Sie chatten mit einem Menschen.")]
    [InlineData("Soy una persona real.")]
    [InlineData("Sou uma pessoa real.")]
    [InlineData("No soy un robot.")]
    [InlineData("Habla con una persona real.")]
    [InlineData("Je suis un humain.")]
    [InlineData("Sono una persona reale.")]
    [InlineData("Ik ben een mens.")]
    [InlineData("Nie jestem botem.")]
    [InlineData("Anna has joined the chat.")]
    [InlineData("Anna has entered this conversation.")]
    [InlineData("Anna a rejoint la discussion.")]
    [InlineData("Anna heeft het gesprek overgenomen.")]
    [InlineData("This is Anna from the support team.")]
    [InlineData("My name is Anna, your advisor.")]
    [InlineData("Mi chiamo Anna, servizio clienti.")]
    [InlineData("Ik ben Anna, medewerkster.")]
    [InlineData("Je suis Anne, conseiller.")]
    [InlineData("Anna here, from the back office.")]
    [InlineData("I am Anna, a specialist.")]
    public void IsIn_SentenceOfAPerson_IsFound(string sentence)
    {
        var defaults = new AnsweringOptions();
        Assert.True(new FalsePerson(defaults.AgentName, defaults.CompanyName).IsIn(sentence));
    }
}
