namespace CsrAgent.Signals;

/// <summary>Immediate help, which the server has in each of its languages.</summary>
public enum HelpText
{
    None,

    /// <summary>For people who may harm themselves: emergency numbers and crisis lines.</summary>
    Crisis,

    /// <summary>For people who may be hurt or in danger: emergency numbers.</summary>
    Danger,
}
