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

    /// <summary>What the message of a hand-off says about it.</summary>
    public const string Hint = ":eyes: or !claim, :leftwards_arrow_with_hook: or !return, :white_check_mark: or !resolve";

    private const int MaxCommand = 20;

    private static readonly FrozenDictionary<string, string> Reactions = new Dictionary<string, string>
    {
        ["eyes"] = Claim,
        ["leftwards_arrow_with_hook"] = Return,
        ["white_check_mark"] = Resolve,
    }.ToFrozenDictionary();

    /// <param name="name">Slack's of the emoji, with its skin tone.</param>
    public static string? OfReaction(string name) => Reactions.GetValueOrDefault(name.Split("::")[0]);

    /// <summary>A word behind an exclamation mark is meant for the app, and goes to no customer.</summary>
    public static bool IsCommand(string text) =>
        text is ['!', _, ..] && text.Length <= MaxCommand && text.AsSpan(1).ContainsAnyExceptInRange('a', 'z') is false;

    /// <summary>Null for a command that there is not.</summary>
    public static string? OfCommand(string text) => text[1..] is Claim or Return or Resolve ? text[1..] : null;
}
