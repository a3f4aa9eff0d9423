using CsrAgent.Knowledge;
using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Documentation.WordIndex;

public sealed class WordIndexModule : IAgentModule
{
    public IReadOnlyList<Type> Options => [typeof(WordIndexOptions)];

    public Type? Provides => typeof(IKnowledgeIndex);

    public bool IsOn(ISettingValues settings) => settings.Read<WordIndexOptions>().IsOn;

    public void AddServices(IServiceCollection services, ServerRoles roles) =>
        services.AddSingleton<IKnowledgeIndex>(provider => new WordKnowledgeIndex(
            Path.Combine(provider.GetRequiredService<IOptions<DataOptions>>().Value.Folder, "words.json")
        ));
}
