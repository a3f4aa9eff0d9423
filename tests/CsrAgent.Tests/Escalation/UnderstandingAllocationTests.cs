using CsrAgent.Languages;
using CsrAgent.Sentiment;
using CsrAgent.Signals;

namespace CsrAgent.Tests.Escalation;

/// <summary>
/// Sentiment and language are detected, and human requests weighed, in every message of every customer, so this must not allocate.
/// </summary>
public sealed class UnderstandingAllocationTests
{
    private static readonly SentimentAnalyzer Sentiment = new();
    private static readonly LanguageDetector Languages = new();
    private static readonly HumanRequestModel Humans = HumanRequestModel.FromResource();

    [Theory]
    [InlineData(
        "Hello, I ordered a desk lamp three weeks ago and it still hasn't arrived. Nobody answers my emails!! Can I please talk to a real "
            + "person about order 55213? 😡 https://shop.example/o/55213"
    )]
    [InlineData("¿Dónde está mi pedido? Llevo dos semanas esperando y nadie responde")]
    [InlineData("Где моя посылка? Дайте живого человека, а не бота")]
    [InlineData("أين طردي؟ أريد التحدث مع موظف")]
    [InlineData("我的包裹在哪里？转人工")]
    [InlineData("मेरा पार्सल कहाँ है")]
    [InlineData("")]
    public void Read_AnyMessage_AllocatesNothing(string text)
    {
        Read(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(text);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Read(string text)
    {
        Sentiment.Analyze(text);
        Languages.Detect(text);
        Humans.Weigh(text);
    }
}
