using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Adapters.Zendesk.Events;

namespace CsrAgent.Tests.Adapters.Zendesk.Events;

public sealed class CommentTextTests
{
    private static readonly ZendeskTicket Ticket = new(1, 8, null, "open", null);

    [Theory]
    [InlineData("Where is it?\n\nOn Fri, 5 Mar 2027 at 10:00, Support <help@example.com> wrote:\n> Hello\n> Bye")]
    [InlineData("Where is it?\n\nOn Fri, 5 Mar 2027 at 10:00, Support Team of Example <help@example.com>\nwrote:\n> Hello")]
    [InlineData("Where is it?\n\nAm 05.03.2027 um 10:00 schrieb Support <help@example.com>:\n> Hallo")]
    [InlineData("Where is it?\n\nLe 5 mars 2027 à 10:00, Support a écrit :\n> Bonjour")]
    [InlineData("Where is it?\r\n\r\n-----Original Message-----\r\nFrom: Support\r\nHello")]
    [InlineData("Where is it?\n\nFrom: Support <help@example.com>\nSent: Friday\nTo: Ann\nHello")]
    [InlineData("Where is it?\n\n##- Please type your reply above this line -##\nHello")]
    [InlineData("Where is it?\n-- \nAnn Smith\nExample Ltd")]
    [InlineData("Where is it?\n\nSent from my iPhone")]
    [InlineData("Where is it?\n\nVon meinem iPhone gesendet")]
    [InlineData("> Your parcel has left.\nWhere is it?\n> Bye")]
    [InlineData("  Where is it?\u00a0 ")]
    public void Of_Mail_IsWhatTheCustomerWrote(string body) => Assert.Equal("Where is it?", Of(body));

    [Theory]
    [InlineData("The courier wrote:\nYour parcel is lost.")]
    [InlineData("First\n-----\nSecond")]
    [InlineData("On Monday I ordered 3 lamps:\na red one")]
    [InlineData("From: Vienna\nTo: Graz\nhow long does it take?")]
    public void Of_WordsThatLookLikeAQuotation_StayWhole(string body) => Assert.Equal(body, Of(body));

    [Fact]
    public void Of_NothingAboveTheQuotation_IsTheWholeText() =>
        Assert.Equal("> Where is it?\n> Ann", Of("> Where is it?\n> Ann"));

    [Theory]
    [InlineData("Lamp is broken", "It arrived so.", "Lamp is broken\n\nIt arrived so.")]
    [InlineData("Where is my ord...", "Where is my order 7?", "Where is my order 7?")]
    [InlineData("", "Where is it?", "Where is it?")]
    public void Of_FirstComment_BeginsWithTheSubject(string subject, string body, string expected) =>
        Assert.Equal(expected, CommentText.Of(Ticket with { Subject = subject, Description = body + "\r\n" }, Comment(body)));

    [Fact]
    public void Of_LaterComment_LeavesTheSubjectOut() =>
        Assert.Equal("And now?", CommentText.Of(Ticket with { Subject = "Lamp", Description = "It is broken." }, Comment("And now?")));

    [Fact]
    public void Of_Attachments_AreNamed()
    {
        var files = Enumerable.Range(1, 12).Select(number => $"photo {number}.jpg").ToList();

        var text = CommentText.Of(Ticket, Comment("See here.") with { Attachments = files });

        Assert.StartsWith("See here.\n\n[Attached, not read: photo 1.jpg, photo 2.jpg,", text, StringComparison.Ordinal);
        Assert.EndsWith("photo 10.jpg and 2 more]", text, StringComparison.Ordinal);
    }

    /// <summary>Admission takes no more, and a refused message would stay without an answer.</summary>
    [Theory]
    [InlineData("x")]
    [InlineData("\U0001F600")]
    [InlineData("\0")]
    public void Of_AnyText_IsTakenByAdmission(string part)
    {
        var text = Of("Help " + string.Concat(Enumerable.Repeat(part, 9_000)));

        Assert.InRange(text.Length, 7_900, 8_000);
        Assert.DoesNotContain('\0', text);
        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Of_BrokenText_IsTakenByAdmission() => Of_AnyText_IsTakenByAdmission("\ud800");

    private static string Of(string body) => CommentText.Of(Ticket, Comment(body));

    private static ZendeskComment Comment(string body) => new(7, 8, IsPublic: true, body, IsStaff: false);
}
