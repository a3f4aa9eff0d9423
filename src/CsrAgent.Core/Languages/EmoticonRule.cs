namespace CsrAgent.Languages;

internal enum EmoticonRule : byte
{
    None,

    /// <summary>Round mouths and the heart only.</summary>
    Plain,
    All,
}
