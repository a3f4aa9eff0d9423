using CsrAgent.Signals;
using CsrAgent.Tests.Escalation;

namespace CsrAgent.Tests.Signals;

public sealed class ConsentDetectorTests
{
    private const string Accepts = """
        yes|Yes please|yeah sure|ok|OK!|sure, go ahead|Please do|that would be great|yes, connect me please|why not|sounds good|👍
        yep|yes that would help a lot|I'd like that|no problem, go ahead
        ja|Ja bitte|gerne|ja, das wäre gut|klar|sí|sí por favor|claro|vale|oui|oui s'il vous plaît|d'accord
        volontiers|sim|sim por favor|pode ser|sì grazie|va bene|certo
        graag|ja graag|tak|tak, proszę|ja tack|ja takk|gerne tak|kyllä kiitos|ano prosím|igen kérem
        da, vă rog|evet lütfen|ya boleh|vâng|да, пожалуйста|так, будь ласка
        はい|お願いします|好的|可以|네|네 부탁해요|نعم من فضلك|כן בבקשה|हाँ|ใช่
        """;

    private const string Declines = """
        no|No thanks|no thank you|nope|not now|I'd rather not|no need|not necessary|maybe later
        I don't want that|no, I'm good|ok no thanks|never mind
        nein|Nein danke|nicht nötig|no gracias|ahora no|non merci|pas maintenant|ce n'est pas nécessaire
        não obrigado|agora não|no grazie|non serve|nee bedankt|niet nodig
        nie, dziękuję|nej tack|nei takk|nej tak|ei kiitos|ne, děkuji|nem köszönöm
        nu mulțumesc|hayır teşekkürler|tidak terima kasih|không cần|нет спасибо
        いいえ|結構です|不用|不需要|아니요|괜찮아요|لا شكرا|לא תודה|नहीं|ไม่
        """;

    private const string Neither = """
        yes but where is my order now and why does it take so long|How do I reset my password?|Where is my parcel?|My order is 12345
        I was charged twice for the same order last week|no one has answered my five emails about the refund|what?
        I want to change my address|is it free?|ok?|Mein Paket ist nicht da|dónde está mi pedido
        """;

    private static readonly ConsentDetector Detector = new();

    [Fact]
    public void Detect_Acceptance_IsSeen() => Misses.None(Wrong(Accepts, Consent.Accept));

    [Fact]
    public void Detect_Refusal_IsSeen() => Misses.None(Wrong(Declines, Consent.Decline));

    [Fact]
    public void Detect_AnythingElse_IsNeither() => Misses.None(Wrong(Neither, Consent.None));

    private static IEnumerable<string> Wrong(string table, Consent consent) =>
        table
            .Split(['\n', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => Detector.Detect(line) != consent)
            .Select(line => $"{Detector.Detect(line)}: {line}");
}
