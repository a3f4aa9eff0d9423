namespace CsrAgent.Settings;

/// <summary>The heading under which an options class's settings are listed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettingGroupAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
