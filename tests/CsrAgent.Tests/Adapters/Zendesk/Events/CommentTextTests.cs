using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Adapters.Zendesk.Events;

namespace CsrAgent.Tests.Adapters.Zendesk.Events;

public sealed class CommentTextTests
{
    private static readonly ZendeskTicket Ticket = new(1, 8, null, "open", null);

    /// <summary><see cref="MailTextTests"/> has the rest.</summary>
    [Theory]
    [InlineData("Where is it?\r\n\r\n-----Original Message-----\r\nFrom: Support\r\nHello")]
    [InlineData("> Your parcel has left.\nWhere is it?\n> Bye")]
    [InlineData("  Where is it?\u00a0 ")]
    public void Of_Mail_IsWhatTheCustomerWrote(string body) => Assert.Equal("Where is it?", Of(body));

    [Theory]
    [InlineData("Sent from my iPhone", "[Attached, not read: lamp.jpg]")]
    [InlineData("> Where is it?", "[Attached, not read: lamp.jpg]")]
    [InlineData("Look\n\nSent from my iPhone", "Look\n\n[Attached, not read: lamp.jpg]")]
    public void Of_FilesWithoutAWord_AreNamedAlone(string body, string expected) =>
        Assert.Equal(expected, CommentText.Of(Ticket, Comment(body) with { Attachments = ["lamp.jpg"] }));

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
