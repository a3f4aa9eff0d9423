using BenchmarkDotNet.Attributes;
using CsrAgent.Languages;
using CsrAgent.Sentiment;
using CsrAgent.Signals;

namespace CsrAgent.Bench.Understanding;

/// <summary>
/// What every customer message goes through. The samples have the length of a chat message, a tweet and an email.
/// </summary>
[MemoryDiagnoser]
public class UnderstandingBenchmarks
{
    private static readonly Dictionary<string, string> Messages = new(StringComparer.Ordinal)
    {
        ["chat"] = "Where is my order 55213? It should have been here on Friday.",
        ["tweet"] =
            "@acme I ordered a desk lamp three weeks ago and it STILL hasn't arrived!! Nobody answers my emails, your tracking page has "
                + "said \"in transit\" since the 4th, and the chat keeps sending me the same link 😡 Can I please talk to a real person "
                + "about this? https://shop.example/orders/55213",
        ["german"] =
            "Guten Tag, ich warte jetzt seit drei Wochen auf meine Lampe und niemand beantwortet meine Mails. Die Sendungsverfolgung "
                + "zeigt seit dem 4. nichts Neues an. Kann ich bitte mit einem Mitarbeiter sprechen, der mir weiterhelfen kann? Vielen "
                + "Dank",
        ["japanese"] =
            "三週間前にランプを注文しましたが、まだ届いていません。"
                + "メールを送っても誰からも返事がありません。"
                + "担当者と直接話したいのですが、可能でしょうか。",
    };

    private readonly SentimentAnalyzer _sentiment = new();
    private readonly LanguageDetector _languages = new();
    private readonly HumanRequestDetector _humans = new();
    private string _text = "";

    [Params("chat", "tweet", "german", "japanese")]
    public string Message { get; set; } = "tweet";

    public static int LengthOf(string message) => Messages[message].Length;

    [GlobalSetup]
    public void Choose() => _text = Messages[Message];

    [Benchmark]
    public Mood Sentiment() => _sentiment.Analyze(_text);

    [Benchmark]
    public DetectedLanguage Language() => _languages.Detect(_text);

    [Benchmark]
    public bool HumanRequest() => _humans.WantsHuman(_text);

    [Benchmark]
    public (Mood Mood, DetectedLanguage Language, bool HumanRequest) Together() => (Sentiment(), Language(), HumanRequest());
}
