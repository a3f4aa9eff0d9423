using System.Buffers;

namespace CsrAgent.Languages;

/// <summary>Tells the languages of the Cyrillic script by letters that only some of them write, and small words where there are none.</summary>
internal static class CyrillicMarks
{
    private static readonly PhraseBook Bulgarian = new("""
        [bg]
        съм / се / ще / ми / какво / как / кога / къде / защо / моля / моята / моят / поръчка* / не / искам / имам / нямам / има / бях / беше / благодаря / това / този / или / вашия / със / във / още / пратка*
        """);

    private static readonly PhraseBook Russian = new("""
        [ru]
        я / мой / моя / мне / меня / не / что / как / когда / где / почему / заказ* / пожалуйста / есть / был* / это / этот / или / еще / посылк* / спасибо / вы / вас / хочу / могу / нет / у / его / уже / здравствуйте
        """);

    private static readonly SearchValues<char> Ukrainian = SearchValues.Create("іїєґІЇЄҐ");
    private static readonly SearchValues<char> Belarusian = SearchValues.Create("ўЎыЫ");
    private static readonly SearchValues<char> Serbian = SearchValues.Create("јљњћђЈЉЊЋЂ");
    private static readonly SearchValues<char> Macedonian = SearchValues.Create("ѓќѕЃЌЅ");
    private static readonly SearchValues<char> OnlyRussian = SearchValues.Create("ыэёЫЭЁ");

    public static string Decide(string text)
    {
        var span = text.AsSpan();
        if (span.ContainsAny(Ukrainian))
            return span.ContainsAny(Belarusian) ? "be" : "uk";
        if (span.ContainsAny(Serbian))
            return span.ContainsAny(Macedonian) ? "mk" : "sr";
        if (span.ContainsAny(OnlyRussian))
            return "ru";
        var words = Words.Of(text);
        return Bulgarian.Find(words).Count + (span.ContainsAny("ъЪ") ? 1 : 0) > Russian.Find(words).Count ? "bg" : "ru";
    }
}
