using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using BenchmarkDotNet.Attributes;
using CsrAgent.Adapters.MiniLm;

namespace CsrAgent.Bench.Understanding;

/// <summary>The sentence model: a question as customers type it, and a passage of an article.</summary>
[MemoryDiagnoser]
public class EmbeddingBenchmarks
{
    public const string Question = "question";

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        [Question] = "Where is my order? It should have been here today.",
        ["passage"] =
            "Refunds. Within 5 days: After we have received the return, we check it and pay the money back to the card or account that you "
                + "paid with. Your bank may need another two to five working days until it appears. If you paid with a gift card, we send "
                + "a new one to the email address of your account. Shipping costs are refunded only where the article was damaged or "
                + "wrong; express delivery is not. You get an email when the refund is on its way. If it has not arrived after ten "
                + "working days, ask your bank first, with the reference from that email.",
    };

    private static readonly Lazy<MiniLmModel> Model = new(() =>
        MiniLmModel.Load(Path.Combine(AppContext.BaseDirectory, MiniLmFile.Name))
    );

    private string _text = "";

    /// <summary>The goal for a question, which depends on what the processor has; null where there is none.</summary>
    public static double? MaxMilliseconds { get; } =
        Avx512BW.IsSupported && Vector512.IsHardwareAccelerated ? 1.5
        : Avx2.IsSupported ? 3
        : null;

    [Params(Question, "passage")]
    public string Text { get; set; } = Question;

    public static int TokensOf(string text) => Model.Value.Tokens(Texts[text]).Length;

    [GlobalSetup]
    public void Choose() => _text = Texts[Text];

    [Benchmark]
    public float[] Embed() => Model.Value.Embed(_text);
}
