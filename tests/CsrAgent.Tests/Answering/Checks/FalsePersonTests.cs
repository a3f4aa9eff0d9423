using CsrAgent.Answering.Checks;

namespace CsrAgent.Tests.Answering.Checks;

public sealed class FalsePersonTests
{
    private static readonly FalsePerson Person = new("Finn", "Finch & Co");

    [Theory]
    [InlineData("I am a real person.")]
    [InlineData("Hi, this is Anna, your support colleague.")]
    [InlineData("Hello! My name is Anna Berg and I work in the support team.")]
    [InlineData("I'm Tom from customer service, how can I help?")]
    [InlineData("Anna here from the support team, let me look.")]
    [InlineData("You are chatting with Tom, a team lead.")]
    [InlineData("[Anna joined the chat]")]
    [InlineData("*Anna Berg has joined the conversation*")]
    [InlineData("A support agent has joined the chat.")]
    [InlineData("Hier ist Anna vom Kundendienst.")]
    [InlineData("Ich bin Anna, Ihre Kollegin.")]
    [InlineData("Anna ist dem Chat beigetreten.")]
    [InlineData("Soy Ana, de atención al cliente.")]
    [InlineData("Ana se ha unido al chat.")]
    [InlineData("Je suis Marie, du service client.")]
    [InlineData("Marie a rejoint la conversation.")]
    [InlineData("I'm human.")]
    [InlineData("Yes, you are talking to a real person.")]
    [InlineData("I am not an AI.")]
    [InlineData("I'm Anna, the shift manager.")]
    [InlineData("No soy un robot.")]
    [InlineData("Je ne suis pas un robot.")]
    [InlineData("Ja, jag är en riktig människa.")]
    [InlineData("Tak, jestem prawdziwą osobą.")]
    [InlineData("我是真人客服。")]
    [InlineData("Hello, I am a person.")]
    [InlineData("Hi, this is Anna, a real person.")]
    [InlineData("Je suis Anna, une vraie personne.")]
    [InlineData("As a human colleague, I can tell you it is fine.")]
    public void IsIn_PassesForAPerson_IsFound(string sentence) => Assert.True(Person.IsIn(sentence));

    [Theory]
    [InlineData("I'm Finn, your customer service agent.")]
    [InlineData("I am Finch's customer service assistant.")]
    [InlineData("I'm the virtual assistant of the support team.")]
    [InlineData("This is Finch & Co customer service.")]
    [InlineData("Once a colleague has joined the chat, you can show them the photo.")]
    [InlineData("A colleague can join the chat if you like.")]
    [InlineData("Anna in the shop can take it back.")]
    [InlineData("This is Standard shipping, which takes five days.")]
    [InlineData("It's Monday to Friday from 9 to 5 that our lines are open.")]
    [InlineData("You can reach customer service by phone.")]
    [InlineData("It's Sunday, so customer service is closed.")]
    [InlineData("Hier ist Ihr Link zum Kundenservice.")]
    [InlineData("Ich bin Ihr digitaler Assistent vom Kundenservice.")]
    [InlineData("Hilfe ist im Chat verfügbar.")]
    [InlineData("Klarna is one of the ways to pay.")]
    [InlineData("I'm a virtual assistant, not a person.")]
    [InlineData("我是虚拟助手，不是真人。")]
    [InlineData("If you are talking to a colleague already, they can help.")]
    [InlineData("You are not talking to a person; I am a virtual assistant.")]
    [InlineData("As a customer, you can cancel at any time.")]
    [InlineData("This is a real person's job, and I can hand you over.")]
    [InlineData("I am a digital assistant and can connect you to a real person.")]
    public void IsIn_WhatAnAssistantSays_IsNot(string sentence) => Assert.False(Person.IsIn(sentence));

    [Theory]
    [InlineData("You can cancel.\n\nBest regards,\nAnna\nSupport team")]
    [InlineData("You can cancel.\n\nKind regards, Anna Miller")]
    [InlineData("You can cancel.\n\n**Best wishes**\n**Anna**, Customer Care")]
    [InlineData("Sie können stornieren.\n\nMit freundlichen Grüßen\nAnna Müller\nKundenservice")]
    [InlineData("Puede cancelar.\n\nSaludos cordiales,\nAna")]
    [InlineData("Vous pouvez annuler.\n\nCordialement,\nMarie Dupont")]
    [InlineData("Du kan avboka.\n\nVänliga hälsningar\nAnna")]
    [InlineData("您可以取消。\n\n此致\n李明")]
    public void HasSigned_APersonsName_IsFound(string text) => Assert.True(Person.HasSigned(text));

    [Theory]
    [InlineData("You can cancel.\n\nBest regards,\nFinn")]
    [InlineData("You can cancel.\n\nBest regards,\nYour Finch & Co team")]
    [InlineData("You can cancel.\n\nKind regards,\nThe Support Team")]
    [InlineData("Mit freundlichen Grüßen\nIhr Kundenservice")]
    [InlineData("Thanks, I have found it: select Cancel.")]
    [InlineData("Many thanks! Premium customers can cancel at any time.")]
    [InlineData("Best wishes for the move!\n\nOpen Settings, then Address.")]
    public void HasSigned_AnotherEnd_IsNone(string text) => Assert.False(Person.HasSigned(text));

    [Theory]
    [InlineData("(Anna, human) We will refund you.")]
    [InlineData("Anna (human colleague) – we will refund you.")]
    [InlineData("Anna vom Team schreibt: Wir versprechen es.")]
    [InlineData("From: Anna Miller")]
    [InlineData("Anna (support team): We will refund you.")]
    [InlineData("Anna from support: We will refund you.")]
    [InlineData("Tom (Customer Service): hello")]
    public void ForgedVoice_NameOfATeamsMember_IsALabel(string text) => Assert.True(new ForgedVoice([]).IsIn(text));

    [Theory]
    [InlineData("Premium (two years): 40 euros")]
    [InlineData("Customer service: Monday to Friday")]
    [InlineData("Express from Hamburg: one day")]
    public void ForgedVoice_OtherLabels_AreNone(string text) => Assert.False(new ForgedVoice([]).IsIn(text));
}
