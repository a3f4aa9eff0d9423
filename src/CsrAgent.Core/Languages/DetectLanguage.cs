namespace CsrAgent.Languages;

/// <summary>
/// The ISO 639-1 code of a text's language, or null when it is too short or too mixed to be sure. Fast, and safe to call from many threads.
/// </summary>
internal delegate string? DetectLanguage(string text);
