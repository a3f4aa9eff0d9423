namespace CsrAgent.Sentiment;

/// <summary>
/// Groups of English words by feeling; the names are the groups of the trainer's "valence.txt". Those before <see cref="Not"/> carry a
/// feeling.
/// </summary>
[Flags]
internal enum ValenceGroups
{
    None = 0,
    Delight = 1 << 0,
    Good = 1 << 1,
    Laugh = 1 << 2,
    Smile = 1 << 3,
    Bad = 1 << 4,
    Awful = 1 << 5,
    Trouble = 1 << 6,
    Soft = 1 << 7,
    Frown = 1 << 8,
    Not = 1 << 9,
    Very = 1 << 10,
    Little = 1 << 11,
    But = 1 << 12,
    Ask = 1 << 13,
    Want = 1 << 14,
    You = 1 << 15,
    Me = 1 << 16,
    Time = 1 << 17,
    News = 1 << 18,

    Positive = Delight | Good | Smile,
    Negative = Bad | Awful | Trouble | Frown,
}
