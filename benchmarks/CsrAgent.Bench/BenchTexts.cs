using System.Globalization;

namespace CsrAgent.Bench;

internal static class BenchTexts
{
    public static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Told to the process that started this one: its address follows.</summary>
    public const string Listening = "listening ";
}
