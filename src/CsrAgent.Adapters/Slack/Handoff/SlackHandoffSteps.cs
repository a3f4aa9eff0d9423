using System.Collections.Frozen;

namespace CsrAgent.Adapters.Slack.Handoff;

/// <summary>
/// How people say what they do with a hand-off, beside the buttons: with a reaction to its message, or a command in its thread. Slack does
/// not send slash commands from threads.
/// </summary>
internal static class SlackHandoffSteps
{
    public const string Claim = "claim";
    public const string Return = "return";
    public const string Resolve = "resolve";

    private const int MaxName = 20;

    /// <summary>What the message of a hand-off says about it.</summary>
    public const string Hint = ":eyes: or !claim, :leftwards_arrow_with_hook: or !return, :white_check_mark: or !resolve";

    private static readonly FrozenDictionary<string, string> Reactions = new Dictionary<string, string>
    {
        ["eyes"] = Claim,
        ["leftwards_arrow_with_hook"] = Return,
        ["white_check_mark"] = Resolve,
    }.ToFrozenDictionary();

    /// <param name="name">Slack's of the emoji, with its skin tone.</param>
    public static string? OfReaction(string name) => Reactions.GetValueOrDefault(name.Split("::")[0]);

    /// <summary>What begins with an exclamation mark is meant for the app, and goes to no customer, however it goes on.</summary>
    public static bool IsCommand(string text) => text.StartsWith('!');

    /// <summary>Null for a command that there is not: more words may be meant for the customer.</summary>
    public static string? OfCommand(string text) => text[1..].Trim() is var word && word is Claim or Return or Resolve ? word : null;

    /// <summary>Its first word, as a note repeats it: letters alone, since a number may be a card's.</summary>
    public static string NameOf(string command) => "!" + new string([.. command[1..].TakeWhile(char.IsAsciiLetter).Take(MaxName)]);
}
