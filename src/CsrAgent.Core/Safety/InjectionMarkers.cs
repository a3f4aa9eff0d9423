using System.Buffers;

namespace CsrAgent.Safety;

/// <summary>Markers of a model's own format, which no customer types, and characters that hide text from readers.</summary>
internal static class InjectionMarkers
{
    private const int MinHidden = 8;

    private static readonly SearchValues<string> Anywhere = SearchValues.Create(
        [
            "<|im_start|>",
            "<|im_end|>",
            "<|system|>",
            "<|user|>",
            "<|assistant|>",
            "<|endoftext|>",
            "<|begin_of_text|>",
            "<|start_header_id|>",
            "<|eot_id|>",
            "[INST]",
            "[/INST]",
            "<<SYS>>",
            "<</SYS>>",
            "<system>",
            "</system>",
            "<system_prompt>",
            "</system_prompt>",
            "<instructions>",
            "</instructions>",
            "<assistant>",
            "</assistant>",
            "<admin>",
            "<developer>",
            "</developer>",
            "[system]",
            "[system message]",
            "[/system]",
            "{{system}}",
            "<system-reminder>",
            "### system",
            "### instruction",
            "###system",
            "###instruction",
            "<function_calls>",
            "<tool_result>",
            "</tool_result>",
            "<search_results>",
            "</document>",
            "\"role\": \"system\"",
            "\"role\":\"system\"",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly string[] LineStarts =
    [
        "system:",
        "assistant:",
        "human:",
        "system prompt:",
        "system message:",
        "developer:",
        "[assistant]:",
        "ai:",
    ];

    public static bool Has(string text)
    {
        if (text.AsSpan().ContainsAny(Anywhere)) return true;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (OpensRole(line.TrimStart(" \t#*>-"))) return true;
        }
        return false;
    }

    /// <summary>Unicode tag characters, which are invisible letters, or a run of zero-width and direction marks.</summary>
    public static bool HidesText(string text)
    {
        var hidden = 0;
        for (var i = 0; i < text.Length; i++)
        {
            // U+E0000 to U+E007F begin with this high surrogate; flag emoji use up to six of them.
            if (text[i] == '\uDB40' || text[i] is '\u200B' or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or '\uFEFF')
            {
                hidden++;
            }
        }

        return hidden >= MinHidden;
    }

    // Customers also write "System: Windows 11"; an instruction to the model is longer.
    private static bool OpensRole(ReadOnlySpan<char> line)
    {
        foreach (var start in LineStarts)
        {
            if (line.StartsWith(start, StringComparison.OrdinalIgnoreCase) && line[start.Length..].Trim().Count(' ') >= 3) return true;
        }
        return false;
    }
}
