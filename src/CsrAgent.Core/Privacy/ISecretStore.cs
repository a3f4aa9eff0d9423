namespace CsrAgent.Privacy;

/// <summary>
/// Stores the secrets that the server generates, where every process of the installation can read them. Used at startup; may block.
/// </summary>
public interface ISecretStore
{
    /// <summary>Where the secret is stored, for operators.</summary>
    string PlaceOf(string name);

    /// <summary>
    /// The stored secret, or <paramref name="candidate"/>, which is then stored; if several processes race, all get the winner's.
    /// </summary>
    /// <param name="name">Lower-case letters, digits, dots and dashes.</param>
    /// <param name="candidate">The secret to store if there is none yet.</param>
    byte[] ReadOrKeep(string name, byte[] candidate);
}
