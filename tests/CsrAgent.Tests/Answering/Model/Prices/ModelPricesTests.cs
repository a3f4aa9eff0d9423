using System.ComponentModel.DataAnnotations;
using CsrAgent.Answering.Model.Prices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Answering.Model.Prices;

public sealed class ModelPricesTests
{
    private static readonly ModelPrice Haiku = new(0.10, 0.50)
    {
        CachedInput = 0.01,
        CacheWrite = 0.125,
        ForLong = new(0.50, 2.50),
        LongFrom = 100_000,
    };

    [Theory]
    [InlineData(100_000, 0, 0, 0, 0.01)]
    [InlineData(100_000, 100_000, 0, 0, 0.001)]
    [InlineData(100_000, 0, 100_000, 0, 0.0125)]
    [InlineData(0, 0, 0, 1_000_000, 0.5)]
    [InlineData(90_000, 30_000, 40_000, 2_000, 0.0083)]
    [InlineData(200_000, 0, 0, 1_000, 0.1025)]
    public void Of_Usage_IsTheSumOfItsParts(long input, long cached, long written, long output, double dollars)
    {
        var usage = new UsageDetails
        {
            InputTokenCount = input,
            CachedInputTokenCount = cached,
            OutputTokenCount = output,
            AdditionalCounts = new() { [ModelPrice.CacheWriteCount] = written },
        };

        Assert.Equal(dollars, Haiku.Of(usage), precision: 9);
    }

    [Fact]
    public void Of_UsageWithoutDetails_CountsAllInputAsRead() =>
        Assert.Equal(0.0000015, Haiku.Of(new() { InputTokenCount = 10, OutputTokenCount = 1 }), precision: 12);

    [Fact]
    public void Find_OwnPrice_TakesPrecedence()
    {
        var prices = Create("haiku=1/2", "ft:own=a=3/4/0.3/5");

        Assert.Equal(1, prices.Find("haiku", "haiku")!.Input);
        Assert.Equal(new ModelPrice(3, 4) { CachedInput = 0.3, CacheWrite = 5 }, prices.Find("ft:own=a", "ft:own=a"));
        Assert.Null(prices.Find("other", "other"));
    }

    [Fact]
    public void Find_DatedAnswer_HasThePriceOfTheModelAskedFor() => Assert.Same(Haiku, Create().Find("haiku", "haiku-20261007"));

    [Theory]
    [InlineData("haiku=1/2", true)]
    [InlineData("haiku=1/2/0.1/1.25", true)]
    [InlineData("haiku=0/0", true)]
    [InlineData("haiku", false)]
    [InlineData("haiku=1", false)]
    [InlineData("=1/2", false)]
    [InlineData("haiku=1/2/3/4/5", false)]
    [InlineData("haiku=1/-2", false)]
    [InlineData("haiku=1/two", false)]
    [InlineData("haiku=1/2/", false)]
    public void Prices_Text_IsChecked(string text, bool isValid)
    {
        var options = new ModelPriceOptions { Prices = [text] };

        Assert.Equal(isValid, Validator.TryValidateObject(options, new(options), null, validateAllProperties: true));
    }

    private static ModelPrices Create(params string[] own) =>
        new(
            [new ModelPriceList(new Dictionary<string, ModelPrice> { ["haiku"] = Haiku })],
            Options.Create(new ModelPriceOptions { Prices = own })
        );
}
