using CsrAgent.Settings;

namespace CsrAgent.Tests.Documentation.WordIndex;

[SettingGroup("Word index")]
public sealed class WordIndexOptions
{
    [Setting("WORD_INDEX", "Whether articles are searched by the beginnings of their words, in memory; they are kept in a JSON file.")]
    public bool IsOn { get; set; }
}
