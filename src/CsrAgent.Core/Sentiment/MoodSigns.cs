using System.Numerics;
using CsrAgent.Languages;
using CsrAgent.Languages.Features;

namespace CsrAgent.Sentiment;

/// <summary>
/// Counts the signs of mood beyond the words themselves: how many words of each <see cref="ValenceGroups">group</see> are negated,
/// emphasized or plain, punctuation, capitals, who is addressed, length, and combinations of these. The model depends on the positions in
/// the span: a change here requires a new model.
/// </summary>
internal ref struct MoodSigns(Span<float> signs)
{
    public const int Count = 112;

    /// <summary>The bias: a sign that every text has.</summary>
    public const int Constant = Form + 23;

    private const int Polar = 9;
    private const int PerPolar = 4;
    private const int Plain = Polar * PerPolar;
    private const int Groups = 19;
    private const int Form = Plain + ((Groups - Polar) * 2);
    private const int Meeting = Form + 26;

    private readonly Span<float> _signs = signs;
    private ValenceGroups _seen;
    private ValenceGroups _clause;
    private ValenceGroups _afterBut;
    private ValenceGroups _previous;
    private TokenKind _last;
    private bool _contrasted;
    private bool _positive;
    private bool _negative;
    private bool _negatedPositive;
    private bool _timed;
    private int _words;
    private int _shouted;

    public void Add(FeatureToken token, ValenceGroups groups, int index, bool negated)
    {
        if (index == 0) _signs.Clear();
        for (var rest = (uint)groups; rest != 0; rest &= rest - 1) AddGroup(BitOperations.TrailingZeroCount(rest), negated);
        Note(token, groups, negated);
        AddForm(token, groups);
        _previous = groups;
        _last = token.Kind;
    }

    public readonly void Close(ReadOnlySpan<FeatureToken> tokens)
    {
        if (tokens.IsEmpty) _signs.Clear();
        for (var i = 0; i < Polar; i++) Dampen(i * PerPolar);
        for (var i = Plain; i < Form; i += 2) (_signs[i], _signs[i + 1]) = (Math.Min(1, _signs[i]), MathF.Log2(1 + _signs[i]));
        CloseForm(tokens);
        CloseMeetings(tokens);
    }

    private readonly void AddGroup(int group, bool negated)
    {
        if (group >= Polar)
        {
            _signs[Plain + ((group - Polar) * 2)]++;
            return;
        }

        var at = group * PerPolar;
        _signs[at + (negated ? 2 : 0)]++;
        if ((_previous & ValenceGroups.Very) != 0) _signs[at + 3]++;
    }

    // Plain, plain more than once, negated, emphasized.
    private readonly void Dampen(int at)
    {
        (_signs[at], _signs[at + 1]) = (Math.Min(1, _signs[at]), MathF.Log2(1 + _signs[at]));
        _signs[at + 2] = Math.Min(2, _signs[at + 2]);
        _signs[at + 3] = Math.Min(2, _signs[at + 3]);
    }

    private void Note(FeatureToken token, ValenceGroups groups, bool negated)
    {
        _seen |= groups;
        _positive |= !negated && (groups & ValenceGroups.Positive) != 0;
        _negatedPositive |= negated && (groups & ValenceGroups.Positive) != 0;
        _negative |= !negated && (groups & ValenceGroups.Negative) != 0;
        if (token.EndsClause) _clause = token.Kind == TokenKind.Comma ? _clause : ValenceGroups.None;
        else _clause |= negated ? ValenceGroups.None : groups;
        if ((groups & ValenceGroups.But) != 0) (_contrasted, _afterBut) = (true, ValenceGroups.None);
        else if (_contrasted && !negated) _afterBut |= groups;
    }

    private void AddForm(FeatureToken token, ValenceGroups groups)
    {
        var form = _signs[Form..];
        switch (token.Kind)
        {
            case TokenKind.Mention:
                form[_words == 0 ? 0 : 1] = 1;
                break;
            case TokenKind.Link:
                form[2] = 1;
                break;
            case TokenKind.Bang:
                form[4]++;
                break;
            case TokenKind.Question:
                form[6] = 1;
                break;
            case TokenKind.BangQuestion:
                form[8] = 1;
                break;
            case TokenKind.Ellipsis:
                form[9] = 1;
                break;
            case TokenKind.Quote:
                form[16] = 1;
                break;
            case TokenKind.Number:
                form[13] = 1;
                _words++;
                break;
            case TokenKind.Word:
                AddWord(token, groups, form);
                break;
        }

        form[3] += token.Tagged ? 0.5f : 0;
    }

    private void AddWord(FeatureToken token, ValenceGroups groups, Span<float> form)
    {
        if (_words == 0 && (groups & ValenceGroups.Ask) != 0) form[15] = 1;
        if (_last == TokenKind.Number && (groups & ValenceGroups.Time) != 0) (form[14], _timed) = (1, true);
        _shouted += token.Shouted ? 1 : 0;
        form[12] += token.Stretched ? 0.5f : 0;
        _words++;
    }

    private readonly void CloseForm(ReadOnlySpan<FeatureToken> tokens)
    {
        var form = _signs[Form..];
        form[5] = Math.Min(1, form[4]);
        form[4] = Math.Min(3, form[4]) / 3;
        form[7] = tokens.IsEmpty || tokens[^1].Kind != TokenKind.Question ? 0 : 1;
        form[10] = _shouted > 0 ? 1 : 0;
        form[11] = _shouted >= 2 && _shouted * 2 > _words ? 1 : 0;
        form[
            17
                + (
                    _words switch
                    {
                        <= 2 => 0,
                        <= 5 => 1,
                        <= 10 => 2,
                        <= 20 => 3,
                        <= 40 => 4,
                        _ => 5,
                    }
                )
        ] = 1;
        _signs[Constant] = 1;
    }

    private readonly void CloseMeetings(ReadOnlySpan<FeatureToken> tokens)
    {
        var form = _signs[Form..];
        var meet = _signs[Meeting..];
        var (mentioned, asked, linked) = (form[0] > 0, form[6] > 0, form[2] > 0);
        var troubled = Has(ValenceGroups.Trouble);
        var mild = !_positive && !_negative && !_negatedPositive;
        meet[0] = Flag(_positive && _negative);
        meet[1] = Flag(mild && asked);
        meet[2] = Flag(form[15] > 0 && troubled);
        meet[3] = Flag(mentioned && troubled);
        meet[4] = Flag(mentioned && _positive && !_negative);
        meet[5] = Flag(mentioned && mild && asked);
        meet[6] = Flag(mentioned && mild && !asked);
        meet[7] = Flag(linked && mild);
        meet[8] = Flag(troubled && Has(ValenceGroups.Soft));
        meet[9] = Flag(Has(ValenceGroups.You) && Has(ValenceGroups.Bad | ValenceGroups.Awful));
        meet[10] = Flag(troubled && Has(ValenceGroups.Me));
        meet[11] = Flag(linked && Has(ValenceGroups.News));
        meet[12] = Flag((_clause & ValenceGroups.Positive) != 0);
        meet[13] = Flag((_clause & ValenceGroups.Negative) != 0);
        meet[14] = Flag((_afterBut & ValenceGroups.Positive) != 0);
        meet[15] = Flag((_afterBut & ValenceGroups.Negative) != 0);
        meet[16] = Flag(_timed && troubled);
        meet[17] = Flag(_contrasted && Has(ValenceGroups.Delight) && troubled);
        meet[18] = Flag(asked && _negative);
        meet[19] = Flag(asked && _positive);
        meet[20] = Flag(form[5] > 0 && _positive && !_negative);
        meet[21] = Flag(form[5] > 0 && _negative);
        meet[22] = Flag(form[15] > 0 && form[7] > 0 && mild);
        meet[23] = Flag(_negatedPositive && !_negative);
        meet[24] = Flag(troubled && !asked);
        meet[25] = Flag(_positive && !_negative && !asked);
        meet[26] = Flag(_negative && !_positive);
        meet[27] = Flag(mild && !asked && tokens.Length > 4);
        meet[28] = Flag(_contrasted && _positive && (_afterBut & ValenceGroups.Positive) == 0);
        meet[29] = Flag(_contrasted && (_afterBut & (ValenceGroups.Trouble | ValenceGroups.Soft)) != 0);
    }

    private readonly bool Has(ValenceGroups groups) => (_seen & groups) != 0;

    /// <summary>0 to 2, by exclamation marks, capitals, and words such as "very".</summary>
    public static float EmphasisOf(ReadOnlySpan<float> signs) =>
        Math.Min(2, signs[Form + 5] + signs[Form + 8] + signs[Form + 10] + signs[Plain + 2]);

    private static float Flag(bool value) => value ? 1 : 0;
}
