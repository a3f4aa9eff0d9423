using CsrAgent.Languages;
using CsrAgent.Languages.Features;
using CsrAgent.Sentiment;
using CsrAgent.Signals;

namespace CsrAgent.Tests.Escalation;

/// <summary>
/// Every message of every customer goes through this. The models allocate nothing; the patterns of human requests need the message's words.
/// </summary>
public sealed class UnderstandingAllocationTests
{
    private static readonly SentimentAnalyzer Sentiment = new();
    private static readonly LanguageDetector Languages = new();
    private static readonly SentenceModel Model = SentenceModel.FromResource("Signals.human-requests.model");
    private static readonly HumanRequestDetector Humans = new();

    private const int MaxBytes = 1024;
    private const int MaxBytesPerCharacter = 10;

    public static readonly TheoryData<string> Messages =
    [
        "Hello, I ordered a desk lamp three weeks ago and it still hasn't arrived. Nobody answers my emails!! Can I please talk to a real "
            + "person about order 55213? 😡 https://shop.example/o/55213",
        "¿Dónde está mi pedido? Llevo dos semanas esperando y nadie responde",
        "Где моя посылка? Дайте живого человека, а не бота",
        "أين طردي؟ أريد التحدث مع موظف",
        "我的包裹在哪里？转人工",
        "मेरा पार्सल कहाँ है",
        "",
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Weigh_AnyMessage_AllocatesNothing(string text) => Assert.Equal(0, Allocated(() => Weigh(text)));

    [Theory]
    [MemberData(nameof(Messages))]
    public void WantsHuman_AnyMessage_AllocatesLittleMoreThanItsWords(string text) =>
        Assert.InRange(Allocated(() => Humans.WantsHuman(text)), 0, MaxBytes + (MaxBytesPerCharacter * text.Length));

    private static long Allocated(Action read)
    {
        read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        read();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Weigh(string text)
    {
        Sentiment.Analyze(text);
        Languages.Detect(text);
        Model.Weigh(text);
    }
}
