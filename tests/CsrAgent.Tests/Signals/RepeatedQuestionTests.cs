using CsrAgent.Signals;

namespace CsrAgent.Tests.Signals;

public sealed class RepeatedQuestionTests
{
    [Theory]
    [InlineData("Where is my refund payment?", "where is my REFUND payment")]
    [InlineData("How do I reset my password?", "I asked how to reset my password")]
    [InlineData("My refund has not arrived", "the refund still has not arrived!!")]
    [InlineData("Wann kommt mein Paket an?", "wann kommt das Paket an")]
    [InlineData("Cancel order 123", "please cancel order 123 now")]
    public void IsRepeat_SameQuestion_True(string earlier, string now) => Assert.True(RepeatedQuestion.IsRepeat(earlier, now));

    [Theory]
    [InlineData("yes", "yes")]
    [InlineData("ok", "ok")]
    [InlineData("Cancel order 123", "Cancel order 456")]
    [InlineData("How do I reset my password?", "How do I change my delivery address?")]
    [InlineData("Where is my refund payment?", "Where is my order confirmation?")]
    [InlineData("", "")]
    public void IsRepeat_OtherQuestion_False(string earlier, string now) => Assert.False(RepeatedQuestion.IsRepeat(earlier, now));
}
