namespace CsrAgent.Tests.Privacy;

/// <summary>Card numbers in many spellings, always the same ones for a seed.</summary>
internal sealed class PlantedCards(int seed)
{
    private static readonly (string Prefix, int Length)[] Schemes =
    [
        ("4", 16),
        ("4", 19),
        ("5", 16),
        ("2300", 16),
        ("37", 15),
        ("6011", 16),
        ("36", 14),
        ("3530", 16),
        ("62", 16),
        ("6759", 16),
    ];

    private static readonly string[] Gaps =
    [
        .. "| |-|.|, |，|、|:|; |+|~|_|/|) (|] [|&nbsp;|%20|<br>|\n> |→|…|・|\u115F|\u200B|\U000E0020| then | and | x ".Split('|'),
    ];

    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private const string Numerals = "〇一二三四五六七八九";

    private static readonly string[] Zeros = ["0", "0", "0", "\uFF10", "\u0660", "\u0966", "\U0001D7CE"];

    private readonly Random _random = new(seed);

    public List<PlantedCard> All { get; } = [];

    public PlantedCard Next()
    {
        var (prefix, length) = Pick(Schemes);
        if (prefix == "5") prefix += _random.Next(1, 6);
        var number = Complete(prefix, length);
        string[] groups =
            number.Length < 16 ? [number[..4], number[4..10], number[10..]] : [.. number.Chunk(4).Select(c => new string(c))];
        var zero = char.ConvertToUtf32(Pick(Zeros), 0);
        var card = new PlantedCard(number, [.. groups.Select(group => In(zero, group))], Pick(Gaps));
        All.Add(card);
        return card;
    }

    /// <summary>In words, in Chinese numerals, encoded, or with the expiry date written on.</summary>
    public PlantedCard NextUnusual()
    {
        var card = Next();
        All.Remove(card);
        return _random.Next(5) switch
        {
            0 => Keep(new(card.Number, [.. card.Number.Select(digit => Words[digit - '0'])], " ")),
            1 => Keep(new(card.Number, [.. card.Number.Select(digit => $"{Numerals[digit - '0']}")], "")),
            2 => Keep(new(card.Number, [.. card.Number.Select(digit => $"&#{(int)digit};")], "")),
            3 => Keep(new(card.Number, [.. card.Number.Select(digit => $"%{(int)digit:X2}")], "")),
            _ => Keep(new(card.Number, [card.Number, "12/29"], "")),
        };
    }

    /// <summary>In ASCII digits without a gap, or with dashes.</summary>
    public PlantedCard NextPlain() => Next() is var card && All.Remove(card) ? Keep(new(card.Number, [card.Number], "")) : card;

    private PlantedCard Keep(PlantedCard card)
    {
        All.Add(card);
        return card;
    }

    private string Complete(string prefix, int length)
    {
        var digits = prefix + string.Concat(Enumerable.Range(0, length - 1 - prefix.Length).Select(_ => _random.Next(10)));
        var sum = digits.Reverse().Select((c, i) => Doubled(c - '0', i % 2 == 0)).Sum();
        return digits + ((10 - (sum % 10)) % 10);
    }

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];

    private static int Doubled(int digit, bool isDoubled) =>
        !isDoubled ? digit
        : digit > 4 ? (2 * digit) - 9
        : 2 * digit;

    private static string In(int zero, string digits) => string.Concat(digits.Select(c => char.ConvertFromUtf32(zero + c - '0')));
}
