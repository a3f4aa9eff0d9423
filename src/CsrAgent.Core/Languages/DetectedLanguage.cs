namespace CsrAgent.Languages;

/// <summary>The language of a text.</summary>
/// <param name="Code">ISO 639-1, or null when the text is too short or too strange to say.</param>
/// <param name="Confidence">0..1; 0 when the code is null.</param>
public readonly record struct DetectedLanguage(string? Code, double Confidence)
{
    public static readonly DetectedLanguage Unsure = new(null, 0);
}
