using CsrAgent.Languages;

namespace CsrAgent.Tests.Languages;

public sealed class OwnWordsTests
{
    [Theory]
    [InlineData("Where is my order?\n\nKind regards,\nAnn Lee\nLee & Partners, Attorneys at Law", "Where is my order?\n\nKind regards,")]
    [InlineData("Where is it?\n-- \nAnn Lee\nWe will sue anyone who copies this mail", "Where is it?")]
    [InlineData("It still fails.\n\nOn Mon, 2 Nov 2026 at 10:15, Support <help@example.com> wrote:\n> Talk to an agent", "It still fails.")]
    [InlineData("Es geht nicht.\nAm 02.11.2026 um 10:15 schrieb Support <help@example.com>:\n> Hallo", "Es geht nicht.")]
    [InlineData("Still broken\nOn Monday, 2 November 2026 at 10:15, Support <help@example.com>\nwrote:\nHello", "Still broken")]
    [InlineData("> Have you tried it?\nYes, twice.", "Yes, twice.")]
    [InlineData("No luck.\n-----Original Message-----\nFrom: Support", "No luck.")]
    [InlineData("No luck.\nFrom: Support\nSent: Monday\nSpeak to our lawyers", "No luck.")]
    [InlineData("No luck.\nFrom: Support <help@example.com>\nDate: Monday\nTo: Ann\nSpeak to our lawyers", "No luck.")]
    [InlineData("No.\nVon: Support\nAn: Ann\nBetreff: Ihre Anfrage\nUnsere Anwälte", "No.")]
    [InlineData("Non.\nDe : Support\nÀ : Ann\nObjet : Votre demande\nNos avocats", "Non.")]
    [InlineData("Where is it?\nSent from my iPhone", "Where is it?")]
    [InlineData("Where is it?\nRegards,\nAnn\nPS: I want a human", "Where is it?\nRegards,\nPS: I want a human")]
    public void Of_MailWithMoreThanTheMessage_KeepsTheMessage(string mail, string own) => Assert.Equal(own, OwnWords.Of(mail));

    [Theory]
    [InlineData("> everything is quoted")]
    [InlineData("Hello\nmy order AF-1 is late\nwhere is it?")]
    [InlineData("From: 3 May\nmy card does not work")]
    [InlineData("I need a ticket\nFrom: Berlin\nTo: Munich")]
    [InlineData("I need a ticket\nFrom: Berlin\nTo: Munich\nDate: 3 May\nIs there one?")]
    [InlineData("Ein Umzug\nVon: Berlin\nAn: München\nDatum: 3. Mai\nGeht das?")]
    [InlineData("Un viaje\nDe: Madrid\nA: Sevilla\nFecha: 3 de mayo")]
    [InlineData("Please change my address\nFrom: old@example.com\nTo: new@example.com")]
    [InlineData("On Monday the courier wrote: not at home")]
    [InlineData("--\nfirst line of a list")]
    [InlineData("")]
    public void Of_NothingToCut_IsTheText(string text) => Assert.Same(text, OwnWords.Of(text));
}
