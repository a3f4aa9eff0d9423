namespace CsrAgent.Privacy.Cards;

/// <summary>
/// The check digit of a number that is put together from several places; for one run of digits, <see cref="DigitRun"/> has its own.
/// </summary>
internal static class Luhn
{
    public static bool IsValid(IReadOnlyList<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Count; i++)
        {
            var isDoubled = (digits.Count - i) % 2 == 0;
            var value = isDoubled ? 2 * digits[i] : digits[i];
            sum += value > 9 ? value - 9 : value;
        }

        return sum % 10 == 0;
    }

    public static int FirstSix(IReadOnlyList<byte> digits) => digits.Take(6).Aggregate(0, (number, digit) => (number * 10) + digit);
}
