namespace CsrAgent.Settings;

/// <summary>
/// Makes an options property a setting. Its range comes from the property's validation attributes, its default from a new instance of the
/// options; the table, the parser and the errors are made from these.
/// </summary>
/// <param name="name">The variable: <c>TURN_TIMEOUT</c>.</param>
/// <param name="meaning">A sentence for operators, with the unit unless the name says it; no range and no default.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string name, string meaning) : Attribute
{
    public string Name { get; } = name;

    public string Meaning { get; } = meaning;

    /// <summary>What happens without a value, if that is not the property's own default.</summary>
    public string? Default { get; init; }
}
