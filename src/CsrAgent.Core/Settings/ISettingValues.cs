namespace CsrAgent.Settings;

/// <summary>The values that the operator gave, by the setting's name. Safe to call from many threads.</summary>
public interface ISettingValues
{
    /// <summary>Null where the setting is not set or empty.</summary>
    string? Find(string name);
}
