using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Settings;

public sealed class SettingTests
{
    [Theory]
    [InlineData("WAIT", "10s", "0.5 s to 90 min")]
    [InlineData("SIZE", "2048", "-1 to 1,000,000")]
    [InlineData("LARGE", "5000000000", "0 to 9,000,000,000")]
    [InlineData("SHARE", "0.25", "0.01 to 1")]
    [InlineData("TITLE", "A title", "2 to 1,000 characters")]
    [InlineData("COLOR", "dark_blue", "dark_blue or red")]
    [InlineData("PARTS", "none", "")]
    [InlineData("SWITCH", "as the weather is", "true or false")]
    public void Of_EachType_TellsDefaultAndRange(string name, string defaultText, string range)
    {
        var setting = Of(name);

        Assert.Equal((defaultText, range, "Sample"), (setting.Default, setting.Range, setting.Group));
    }

    [Fact]
    public void Apply_EachType_SetsTheProperty()
    {
        var options = new SampleOptions();
        (string Name, string Value)[] values =
        [
            ("WAIT", "1m"),
            ("SIZE", "1,000"),
            ("LARGE", "6000000000"),
            ("SHARE", "0.5"),
            ("TITLE", "Another"),
            ("COLOR", "Red"),
            ("PARTS", "a, b,,"),
            ("SWITCH", "off"),
        ];

        foreach (var (name, value) in values) Of(name).Apply(options, value);

        Assert.Equal((TimeSpan.FromMinutes(1), 1000, 6_000_000_000, 0.5), (options.Wait, options.Size, options.Large, options.Share));
        Assert.Equal(("Another", SampleColor.Red, false), (options.Title, options.Color, options.Switch));
        Assert.Equal(["a", "b"], options.Parts);
    }

    [Theory]
    [InlineData("WAIT", "2h", "WAIT must be 0.5 s to 90 min. It means: How long. Default: 10s.")]
    [InlineData("SIZE", "big", "SIZE must be -1 to 1,000,000. It means: How big. Default: 2048.")]
    [InlineData("TITLE", "x", "TITLE must be 2 to 1,000 characters. It means: What it is called. Default: A title.")]
    [InlineData("COLOR", "1", "COLOR must be dark_blue or red. It means: Which color. Default: dark_blue.")]
    [InlineData("COLOR", "hidden", "COLOR must be dark_blue or red. It means: Which color. Default: dark_blue.")]
    public void Apply_WrongValue_SaysRangeMeaningAndDefaultInOneLine(string name, string value, string message)
    {
        var error = Assert.Throws<CsrAgentException>(() => Of(name).Apply(new SampleOptions(), value));

        Assert.Equal(message, error.Message);
    }

    /// <summary>A variable wins over a file, whichever was registered first.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AddSettings_OptionConfiguredElsewhere_TheSettingWins(bool settingsFirst)
    {
        var services = new ServiceCollection().AddSingleton<ISettingValues>(new FixedValues { ["SIZE"] = "7" });
        if (settingsFirst) services.AddSettings<SampleOptions>();
        services.Configure<SampleOptions>(options => (options.Size, options.Title) = (5, "From a file"));
        if (!settingsFirst) services.AddSettings<SampleOptions>();
        using var provider = services.BuildServiceProvider();

        var made = provider.GetRequiredService<IOptions<SampleOptions>>().Value;

        Assert.Equal((7, "From a file"), (made.Size, made.Title));
    }

    [Fact]
    public void AddSettings_OptionOutOfRangeElsewhere_IsReportedUnderTheSettingsName()
    {
        var services = new ServiceCollection().Configure<SampleOptions>(options => options.Size = -2);
        services.AddSettings<SampleOptions>();
        using var provider = services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(["SIZE must be -1 to 1,000,000. It means: How big. Default: 2048."], error.Failures);
    }

    private static Setting Of(string name) => Setting.Of(typeof(SampleOptions)).Single(setting => setting.Name == name);

    private sealed class FixedValues : Dictionary<string, string>, ISettingValues
    {
        public string? Find(string name) => this.GetValueOrDefault(name);
    }

    private enum SampleColor
    {
        DarkBlue,
        Red,
        Hidden,
    }

    [SettingGroup("Sample")]
    private sealed class SampleOptions
    {
        [Setting("WAIT", "How long.")]
        [Range(typeof(TimeSpan), "00:00:00.5", "01:30:00")]
        public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(10);

        [Setting("SIZE", "How big.")]
        [Range(-1, 1_000_000)]
        public int Size { get; set; } = 2_048;

        [Setting("LARGE", "How very big.")]
        [Range(0.0, 9_000_000_000)]
        public long Large { get; set; } = 5_000_000_000;

        [Setting("SHARE", "Which part.")]
        [Range(0.01, 1.0)]
        public double Share { get; set; } = 0.25;

        [Setting("TITLE", "What it is called.")]
        [Required, StringLength(1_000, MinimumLength = 2)]
        public string Title { get; set; } = "A title";

        [Setting("COLOR", "Which color.")]
        [DeniedValues(SampleColor.Hidden)]
        public SampleColor Color { get; set; }

        [Setting("PARTS", "Which parts.")]
        public IReadOnlyList<string> Parts { get; set; } = [];

        [Setting("SWITCH", "Whether it is on.", Default = "as the weather is")]
        public bool? Switch { get; set; }
    }
}
