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
    public void IsIn_WhatAnAssistantSays_IsNot(string sentence) => Assert.False(Person.IsIn(sentence));

    [Theory]
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
