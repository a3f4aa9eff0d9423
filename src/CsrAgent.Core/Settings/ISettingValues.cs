namespace CsrAgent.Settings;

/// <summary>The values that the operator has set, by the setting's name. Safe to call from many threads.</summary>
public interface ISettingValues
{
    /// <summary>Null if the setting is unset or empty.</summary>
    string? Find(string name);
}
