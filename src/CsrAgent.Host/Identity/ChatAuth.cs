namespace CsrAgent.Host.Identity;

internal enum ChatAuth
{
    /// <summary>Whoever knows a session's id may use it; for trying out.</summary>
    Open,

    /// <summary>Every call on a session needs the token that was given for it.</summary>
    Token,
}
