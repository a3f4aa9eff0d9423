using System.Globalization;

namespace CsrAgent.Trainer;

internal static class TrainerTexts
{
    public static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string[] Lines(string name)
    {
        using var stream =
            typeof(TrainerTexts).Assembly.GetManifestResourceStream("CsrAgent.Trainer.Data." + name)
            ?? throw new InvalidOperationException($"Data/{name} is not in the program: build it again.");
        using var reader = new StreamReader(stream);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n')
                .Select(line => line.TrimEnd('\r'))
                .Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)),
        ];
    }
}
