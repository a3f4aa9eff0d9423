using CsrAgent.Adapters.Claude;
using CsrAgent.Adapters.OpenAi;
using CsrAgent.Adapters.Polly;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Adapters.Polly;

public sealed class ModelRegistrationTests
{
    [Fact]
    public void AddClaude_FallbackModels_MakeTheLineupInOrder()
    {
        using var services = Build(options => (options.ApiKey, options.FallbackModels) = ("key", ["claude-haiku-5", "claude-opus-5"]));

        Assert.Equal(["claude-sonnet-5-5", "claude-haiku-5", "claude-opus-5"], NamesOf(services));
    }

    [Fact]
    public void AddClaude_NoFallbackModels_FallsBackToHaikuOnce()
    {
        using var byDefault = Build(options => options.ApiKey = "key");
        using var onHaiku = Build(options => (options.ApiKey, options.Model) = ("key", "claude-haiku-5-5"));

        Assert.Equal(["claude-sonnet-5-5", "claude-haiku-5-5"], NamesOf(byDefault));
        Assert.Equal(["claude-haiku-5-5"], NamesOf(onHaiku));
    }

    [Theory]
    [InlineData("", "claude-sonnet-5-5", "https://api.example", "", "CLAUDE_API_KEY")]
    [InlineData("key", "", "https://api.example", "", "CLAUDE_MODEL")]
    [InlineData("key", "m", "api.example", "", "CLAUDE_BASE_URL")]
    [InlineData("key", "m", "https://api.example", " ", "CLAUDE_FALLBACK_MODELS")]
    public void AddClaude_BadSetting_StopsTheStartWithItsName(string key, string model, string url, string fallback, string setting)
    {
        using var services = Build(options =>
        {
            (options.ApiKey, options.Model, options.BaseUrl) = (key, model, url);
            options.FallbackModels = fallback == "" ? [] : [fallback];
        });

        var thrown = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(thrown.Failures, failure => failure.Contains(setting, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "m", "LLM_BASE_URL")]
    [InlineData("ftp://x", "m", "LLM_BASE_URL")]
    [InlineData("http://127.0.0.1:1/v1", "", "LLM_MODEL")]
    public void AddOpenAi_BadSetting_StopsTheStartWithItsName(string url, string model, string setting)
    {
        var collection = new ServiceCollection().AddOpenAi().AddModelResilience();
        collection.Configure<OpenAiOptions>(options => (options.BaseUrl, options.Model) = (url, model));
        using var services = collection.BuildServiceProvider();

        var thrown = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(thrown.Failures, failure => failure.Contains(setting, StringComparison.Ordinal));
    }

    [Fact]
    public void AddModelResilience_OutOfRange_StopsTheStartWithItsName()
    {
        var collection = new ServiceCollection().AddModelResilience();
        collection.Configure<ModelResilienceOptions>(options => (options.MaxRetries, options.AttemptTimeout) = (99, TimeSpan.Zero));
        using var services = collection.BuildServiceProvider();

        var thrown = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(thrown.Failures, failure => failure.Contains("MODEL_MAX_RETRIES", StringComparison.Ordinal));
        Assert.Contains(thrown.Failures, failure => failure.Contains("MODEL_ATTEMPT_TIMEOUT", StringComparison.Ordinal));
    }

    [Fact]
    public void AddModelResilience_ClientAlreadyThere_IsKept()
    {
        using var mine = new ScriptedModel("mine");
        var collection = new ServiceCollection().AddSingleton<IChatClient>(mine).AddClaude().AddModelResilience();
        using var services = collection.BuildServiceProvider();

        Assert.Same(mine, services.GetRequiredService<IChatClient>());
    }

    private static IEnumerable<string?> NamesOf(ServiceProvider services) =>
        services.GetRequiredService<ModelLineup>().Models.Select(model => model.GetService<ChatClientMetadata>()?.DefaultModelId);

    private static ServiceProvider Build(Action<ClaudeOptions> configure)
    {
        var collection = new ServiceCollection().AddClaude().AddModelResilience();
        return collection.Configure(configure).BuildServiceProvider();
    }
}
