using CsrAgent.Safety;

namespace CsrAgent.Tests.Safety;

public sealed class LeakGuardTests
{
    private static readonly LeakGuard Guard = new(["kqz7wm3xh8v2nrt5"]);

    [Theory]
    [InlineData("It is kqz7wm3xh8v2nrt5.")]
    [InlineData("K Q Z 7 W M 3 X H 8 V 2 N R T 5")]
    [InlineData("kqz7-wm3x\n**h8v2**_nrt5_")]
    public void IsIn_AnySpelling_IsFound(string text) => Assert.True(Guard.IsIn(text));

    [Theory]
    [InlineData("kqz7wm3xh8v2nrt")]
    [InlineData("Nothing here.")]
    [InlineData("")]
    public void IsIn_OtherText_IsNot(string text) => Assert.False(Guard.IsIn(text));

    [Theory]
    [InlineData("The word kq-z", 9)]
    [InlineData("The word", 8)]
    [InlineData("", 0)]
    [InlineData("kqz7 wm3x h8", 0)]
    public void HoldFrom_TailMayBeTheStart_IsItsPlace(string text, int hold) => Assert.Equal(hold, Guard.HoldFrom(text));

    [Fact]
    public void New_ShortSecret_IsRefused() => Assert.Throws<ArgumentException>(() => new LeakGuard(["abc"]));

    [Fact]
    public void Canary_IsLongAndNeverTheSame() => Assert.NotEqual(Canary.Create().Token, Canary.Create().Token);

    [Fact]
    public void Canary_OfOneKey_IsTheSameInEveryProcess()
    {
        byte[] key = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7))];
        Assert.Equal(Canary.From(key).Token, Canary.From(key).Token);
        Assert.NotEqual(Canary.From(key).Token, Canary.From([.. key.Reverse()]).Token);
        Assert.Equal(16, Canary.From(key).Token.Length);
    }
}
