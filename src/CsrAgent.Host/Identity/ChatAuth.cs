namespace CsrAgent.Host.Identity;

internal enum ChatAuth
{
    /// <summary>Anyone who knows a session's id may use it; for evaluation.</summary>
    Open,

    /// <summary>Every call on a session needs the session's token.</summary>
    Token,

    /// <summary>The same, and who the customer is, the company's own signed token says.</summary>
    Jwt,
}
