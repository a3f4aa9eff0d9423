using System.Collections.Concurrent;
using System.Globalization;
using CsrAgent.Conversations;
using CsrAgent.Languages;
using CsrAgent.Sentiment;

namespace CsrAgent.Replies;

/// <summary>The server's own sentences to customers, in their language, or in English if it has none. Immutable.</summary>
internal sealed class ReplyTexts
{
    private static readonly ConcurrentDictionary<string, ReplyTexts?> Loaded = new(StringComparer.OrdinalIgnoreCase);

    private readonly ReplyTextSet _set;

    private ReplyTexts(string language, ReplyTextSet set) => (Language, _set) = (language, set);

    /// <summary>The language of these sentences (ISO 639-1); "en" if <see cref="For"/> fell back to English.</summary>
    public string Language { get; }

    public string Greeting => _set.Greeting;

    public string ThanksReply => _set.ThanksReply;

    public string Goodbye => _set.Goodbye;

    public string Acknowledged => _set.Acknowledged;

    /// <summary>Says that a program answers, and that a person can take over.</summary>
    public string Identity => _set.Identity;

    /// <summary>The first words of a conversation: that an AI answers.</summary>
    public string Disclosure => _set.Disclosure;

    /// <summary>Asks what help is needed with.</summary>
    public string HelpReply => _set.HelpReply;

    /// <summary>The message has no words: asks for some.</summary>
    public string Unclear => _set.Unclear;

    /// <summary>An expression of regret, which precedes the answer to an unhappy customer.</summary>
    public string Sympathy => Sentences.Split(_set.LeadNegative).First();

    /// <summary>Introduces the answers to several questions.</summary>
    public string Several => _set.Several;

    /// <summary>Says that the agent is not sure and asks one question.</summary>
    public string Clarify => _set.Clarify;

    /// <summary>The same, before a list of topics.</summary>
    public string ClarifyNear => _set.ClarifyNear;

    /// <summary>Introduces the text of an article that may not be what was asked for, and asks for more.</summary>
    public string MayHelp => _set.MayHelp;

    /// <summary>Says that the agent does not know and offers a person.</summary>
    public string UnknownOffer => _set.UnknownOffer;

    /// <summary>Says that no article in the customer's language answers the question, and offers a person.</summary>
    public string NothingInLanguage => _set.NothingInLanguage;

    /// <summary>Thanks for the number of an order, which the agent cannot look up itself; offers a person.</summary>
    public string CannotLookUp => _set.CannotLookUp;

    public string OfferPerson => _set.OfferPerson;

    /// <summary>The customer accepted the offer of a person or asked for one. Followed by <see cref="HandoffNotice"/>.</summary>
    public string OfferAccepted => _set.OfferAccepted;

    /// <summary>The notice that a turn failed. Followed by <see cref="HandoffNotice"/>.</summary>
    public string TurnFailed => _set.TurnFailed;

    /// <summary>Before an answer that comes much later than it should.</summary>
    public string Late => _set.Late;

    /// <summary>The conversation already waits for a person.</summary>
    public string Waiting => _set.Waiting;

    /// <summary>It is taking longer than it should; the priority was raised.</summary>
    public string StillWaiting => _set.StillWaiting;

    /// <summary>Nobody is available; the request stays open.</summary>
    public string NobodyThere => _set.NobodyThere;

    /// <summary>The person who took over no longer answers; another one will.</summary>
    public string PersonGone => _set.PersonGone;

    /// <summary>Emergency numbers and crisis lines, for somebody who may harm themselves.</summary>
    public string HelpInCrisis => _set.HelpCrisis;

    /// <summary>Emergency numbers, for somebody who may be hurt or in danger.</summary>
    public string HelpInDanger => _set.HelpDanger;

    /// <summary>A person gave the conversation back.</summary>
    public string AgentIsBack => _set.AgentIsBack;

    /// <summary>The customer no longer wants a person.</summary>
    public string Withdrawn => _set.Withdrawn;

    /// <summary>The customer has stopped the answer.</summary>
    public string Stopped => _set.Stopped;

    /// <summary>A person closed the conversation.</summary>
    public string Resolved => _set.Resolved;

    /// <summary>The model declined; offers a person.</summary>
    public string Refused => _set.Refused;

    /// <summary>No answer passed the checks. Followed by <see cref="HandoffNotice"/>.</summary>
    public string Unsure => _set.Unsure;

    /// <summary>After an answer that uses what is known from earlier conversations.</summary>
    public string Remembered => _set.Remembered;

    internal string LanguageName => _set.Name;

    /// <summary>In every language that there is.</summary>
    internal static IEnumerable<ReplyTexts> All =>
        Resource.Names("Replies.").Select(name => Find(name[..name.IndexOf('.', StringComparison.Ordinal)])).OfType<ReplyTexts>();

    /// <param name="language">ISO 639-1, or a tag that begins with it such as <c>pt-BR</c>.</param>
    public static ReplyTexts For(string language) => Find(language) ?? Find("en")!;

    internal static ReplyTexts? Find(string language)
    {
        var code = language.Split('-', '_')[0];
        // Only codes that could be a file name are cached: the text may come from outside.
        if (code.Length is < 2 or > 3 || !code.All(char.IsAsciiLetter)) return null;
        return Loaded.GetOrAdd(
            code,
            static key =>
            {
                var lower = key.ToLowerInvariant();
                return Resource.TryReadJson<ReplyTextSet>($"Replies.{lower}.json") is { } set ? new ReplyTexts(lower, set) : null;
            }
        );
    }

    /// <summary>Says once who takes over and what to expect.</summary>
    /// <param name="team">The name for customers; null or empty for just "a colleague".</param>
    public string HandoffNotice(string? team) =>
        string.IsNullOrWhiteSpace(team) ? _set.HandoffNotice : _set.HandoffNoticeTeam.Replace("{team}", team, StringComparison.Ordinal);

    /// <summary>The team is not available.</summary>
    /// <param name="time">When it is available again, as shown to the customer.</param>
    public string ClosedUntil(string time) => _set.ClosedUntil.Replace("{time}", time, StringComparison.Ordinal);

    /// <param name="minutes">The usual wait; 2 or more.</param>
    public string WaitMinutes(int minutes) =>
        _set.WaitMinutes.Replace("{n}", minutes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <param name="hours">The usual wait; 2 or more.</param>
    public string WaitHours(int hours) =>
        _set.WaitHours.Replace("{n}", hours.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>A person took over.</summary>
    public string PersonJoined(string agent) => _set.PersonJoined.Replace("{agent}", agent, StringComparison.Ordinal);

    /// <summary>The agent's name, as a sentence.</summary>
    public string Introduction(string name) => _set.Introduction.Replace("{name}", name, StringComparison.Ordinal);

    /// <summary>Introduces the text of an article in another language than the customer's.</summary>
    /// <param name="language">The article's (ISO 639-1).</param>
    public string LeadInOtherLanguage(string language) =>
        _set.InOtherLanguage.Replace("{language}", Find(language)?.LanguageName ?? language, StringComparison.Ordinal);

    /// <summary>Introduces an article's own text.</summary>
    public string Lead(Mood mood) =>
        mood.Sentiment switch
        {
            SentimentLabel.Negative => _set.LeadNegative,
            SentimentLabel.Positive => _set.LeadPositive,
            _ => _set.LeadNeutral,
        };

    /// <summary>A link to an article, or its title alone if it has no address.</summary>
    public string ReadMore(ArticleReference article) => _set.ReadMore.Replace("{link}", Link(article), StringComparison.Ordinal);

    /// <summary>The customer has been given all that an article says; offers a person.</summary>
    public string NothingMore(ArticleReference article) => _set.NothingMore.Replace("{link}", Link(article), StringComparison.Ordinal);

    internal static string Link(ArticleReference article) => article.Url is null ? article.Title : $"[{article.Title}]({article.Url})";

    /// <summary>True if a text in this language or in English offers a person.</summary>
    public bool OffersPerson(string text) => Offers(_set, text) || Language != "en" && Offers(For("en")._set, text);

    // Most answers have no such words at all.
    private static bool Offers(ReplyTextSet set, string text) =>
        HasAny(text, set.PersonWords)
        && HasAny(text, set.OfferWords)
        && Sentences.Split(text).Any(sentence => HasAny(sentence, set.PersonWords) && HasAny(sentence, set.OfferWords));

    private static bool HasAny(string text, IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (HasWord(text, words[i])) return true;
        }

        return false;
    }

    // "person" is not in "personal"; scripts without spaces have no word boundaries.
    private static bool HasWord(string sentence, string word)
    {
        for (var at = 0; (at = sentence.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            if (word[0] >= '\u0600' || !IsLetter(sentence, at - 1) && !IsLetter(sentence, at + word.Length)) return true;
        }

        return false;
    }

    private static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsLetter(text[at]);
}
