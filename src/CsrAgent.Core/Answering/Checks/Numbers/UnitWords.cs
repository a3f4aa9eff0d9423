namespace CsrAgent.Answering.Checks.Numbers;

/// <summary>What numbers are counted in, as an expression.</summary>
internal static class UnitWords
{
    /// <summary>Units of time, of shares and of points, in the languages of answers, each kind in a group of its name.</summary>
    public const string All =
        @"(?<second>sec(?:ond)?s?\b|sekund|seconde|segundo|second[oi]\b|секунд|saniye|ثاني|ثوان|सेकंड|秒)"
        + @"|(?<minute>min\b|minut|минут|хвилин|dakika|دقيقة|دقائق|मिनट|分钟|分鐘|分間)"
        + @"|(?<hour>h\b|hrs?\b|hours?\b|stunde|std\b|heures?\b|horas?\b|or[ae]\b|uur\b|uren\b|timm|godzin|час(?:а"
        + @"|ов|ы|і)?\b|годин|saat"
        + @"|ساعة|ساعات|घंट|घण्ट|[个個]?小[时時]|時間)"
        + @"|(?<day>days?\b|tag(?:e[ns]?|s)?\b|(?:werk|arbeits|bank|kalender)tag|jours?\b|d[ií]as?\b|giorn|dag(?:en|ar)?\b"
        + @"|(?:werk|arbets|vardag)[a-zà-ÿ]{0,4}dag|dni\b|dnia\b|дн(?:я|ей|і|ів|ям)\b|gün|يوم|أيام"
        + @"|दिन|天|日(?!本|元|円))"
        + @"|(?<week>weeks?\b|woche|semaine|semana|settiman|weken\b|veck|tygod|недел|тижн|hafta|أسبوع"
        + @"|أسابيع|सप्ताह|हफ़?्त"
        + @"|[个個]?星期|[周週]間?)"
        + @"|(?<fortnight>fortnights?\b)"
        + @"|(?<month>months?\b|monat|mois\b|mes(?:es|i)?\b|mês\b|maand|månad|miesi[ąę]c|месяц|місяц|ay\b"
        + @"|شهر|أشهر|شهور|महीन|[个個かヶカ]月)"
        + @"|(?<year>years?\b|yrs?\b|jahr|ans\b|années?\b|años?\b|anos?\b|ann[oi]\b|jaar|år\b|lat\b|lata\b|rok(?:u"
        + @"|i)?\b|лет\b|года?\b"
        + @"|рок(?:и|ів)\b|yıl|سنة|سنوات|साल|वर्ष|年)"
        + @"|(?<points>points?\b|punkte?n?\b|puntos?\b|pontos?\b|punti\b|punten\b|poäng|punkt(?:ów|y)\b|балл"
        + @"|бал(?:и|ів)\b|puan|نقاط|نقطة"
        + @"|ポイント|积分)"
        + @"|(?<tenths>割)"
        + @"|(?<share>%|percent|per cent|prozent|pour cent|por ciento|por cento|per cento|procent|процент"
        + @"|відсотк|بالمئة|بالمائة|في المئة"
        + @"|प्रतिशत|パーセント)";
}
