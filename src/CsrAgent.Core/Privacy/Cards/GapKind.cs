namespace CsrAgent.Privacy.Cards;

/// <summary>What stands between two groups of digits, from what says "one number" to what hardly does.</summary>
internal enum GapKind
{
    /// <summary>Blanks, dashes, invisible characters, a line break, markup for one of these, or nothing but a change of script.</summary>
    Blank,

    /// <summary>One to three other characters that are no letters, or a row of the same one.</summary>
    Marks,

    /// <summary>Words that join two halves: "then", "and", "und", or an x.</summary>
    Joiner,

    /// <summary>A few other words: one number only where the text talks about cards.</summary>
    Words,
}
