using CsrAgent.Knowledge;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Grounded;

/// <summary>A message that gives the number of an order, a parcel or a case and nothing else: "my order number is AF-10482217".</summary>
internal static class ReferenceNumber
{
    private const int MinDigits = 5;
    private const int MaxOtherWords = 8;

    private static readonly HashSet<string> Labels =
    [
        .. (
            "order orders number numbers tracking parcel package reference ref code case ticket confirmation no nr id its it's nummer "
            + "bestellung bestellnummer sendungsnummer auftrag commande numéro numero suivi pedido número seguimiento encomenda ordine "
            + "tracciamento bestelling zamówienia numer ordernummer beställning sipariş numarası заказ заказа номер"
        ).Split(' '),
    ];

    public static bool IsAllOf(string text, string language)
    {
        if (text.Contains('?')) return false;
        var (numbers, others) = (0, 0);
        var tokenizer = new Tokenizer(text, TokenRules.Wording);
        while (tokenizer.Next(out var token))
        {
            if (token.Kind != TokenKind.Word) continue;
            var word = text.Substring(token.Start, token.Length);
            if (word.Count(char.IsDigit) >= MinDigits) numbers++;
            else if (IsLabel(word, language)) others++;
            else return false;
        }
        return numbers > 0 && others <= MaxOtherWords;
    }

    private static bool IsLabel(string word, string language)
    {
        var plain = TokenText.Lower(word);
        return word.Length <= 2 || Labels.Contains(plain) || ConversationalWords.Of(language).Contains(plain);
    }
}
