namespace CsrAgent.Privacy;

/// <summary>
/// Keeps secrets that the server makes for itself, where every process of the same installation finds them. Used at the start; may block.
/// </summary>
public interface ISecretStore
{
    /// <summary>Where the secret is, for the operator who looks for it.</summary>
    string PlaceOf(string name);

    /// <summary>
    /// The secret, or <paramref name="candidate"/>, which is then kept; of several processes that come at once one wins, and all get its.
    /// </summary>
    /// <param name="name">Lower-case letters, digits, dots and dashes.</param>
    /// <param name="candidate">What to keep where there is none.</param>
    byte[] ReadOrKeep(string name, byte[] candidate);
}
