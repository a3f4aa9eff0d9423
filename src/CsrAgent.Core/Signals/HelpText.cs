namespace CsrAgent.Signals;

/// <summary>Immediate help, which the server knows in every language that it speaks.</summary>
public enum HelpText
{
    None,

    /// <summary>For somebody who may harm themselves: emergency numbers and crisis lines.</summary>
    Crisis,

    /// <summary>For somebody who may be hurt or in danger: emergency numbers.</summary>
    Danger,
}
