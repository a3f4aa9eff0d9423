using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Settings;

/// <summary>
/// A part that an operator can switch on by its settings: a channel, an index, a store, a model. Each lives in one folder and is one line
/// in the host's list of modules; nothing else names it. Implementations hold no state.
/// </summary>
public interface IAgentModule
{
    /// <summary>Its options classes, whose settings are listed and checked even while it is off.</summary>
    IReadOnlyList<Type> Options => [];

    /// <summary>
    /// The seam of which a process has one implementation: of the modules that are on, the first in the list is taken. Null where
    /// there may be many, such as channels.
    /// </summary>
    Type? Provides => null;

    /// <summary>The seam without which this module is left out, or null.</summary>
    Type? Requires => null;

    /// <summary>Whether the settings ask for it.</summary>
    bool IsOn(ISettingValues settings) => true;

    /// <summary>Registers it for the roles of this process. The order in which modules and the domain register must not matter.</summary>
    void AddServices(IServiceCollection services, ServerRoles roles);
}
