using System.Globalization;
using CsrAgent.Handoff.Teams;

namespace CsrAgent.Tests.Handoff.Teams;

/// <summary>Opening hours in their own time zone, over nights, holidays and both changes of the clock.</summary>
public sealed class BusinessCalendarTests
{
    private static readonly DayOfWeek[] Workdays =
    [
        DayOfWeek.Monday,
        DayOfWeek.Tuesday,
        DayOfWeek.Wednesday,
        DayOfWeek.Thursday,
        DayOfWeek.Friday,
    ];

    [Theory]
    [InlineData("2026-03-02T08:59:59+01:00", false)]
    [InlineData("2026-03-02T09:00:00+01:00", true)]
    [InlineData("2026-03-02T12:45:00+01:00", false)]
    [InlineData("2026-03-02T16:59:59+01:00", true)]
    [InlineData("2026-03-02T17:00:00+01:00", false)]
    [InlineData("2026-03-07T10:00:00+01:00", false)]
    [InlineData("2026-04-03T10:00:00+02:00", false)]
    [InlineData("2026-07-01T09:00:00+02:00", true)]
    [InlineData("2026-07-01T08:30:00+02:00", false)]
    public void IsOpen_OfficeInBerlin_FollowsItsClock(string at, bool isOpen) => Assert.Equal(isOpen, Office().IsOpen(At(at)));

    [Theory]
    [InlineData("2026-03-02T10:00:00+01:00", "2026-03-02T10:00:00+01:00")]
    [InlineData("2026-03-02T12:40:00+01:00", "2026-03-02T13:00:00+01:00")]
    [InlineData("2026-03-06T18:00:00+01:00", "2026-03-09T09:00:00+01:00")]
    [InlineData("2026-03-27T18:00:00+01:00", "2026-03-30T09:00:00+02:00")]
    [InlineData("2026-10-23T18:00:00+02:00", "2026-10-26T09:00:00+01:00")]
    [InlineData("2026-04-02T18:00:00+02:00", "2026-04-07T09:00:00+02:00")]
    public void NextOpening_SkipsNightsWeekendsAndHolidays(string at, string expected) =>
        Assert.Equal(At(expected), Office().NextOpening(At(at)));

    [Theory]
    [InlineData("2026-03-02T10:00:00+01:00", 30, "2026-03-02T10:30:00+01:00")]
    [InlineData("2026-03-02T12:20:00+01:00", 30, "2026-03-02T13:20:00+01:00")]
    [InlineData("2026-03-02T12:00:00+01:00", 30, "2026-03-02T12:30:00+01:00")]
    [InlineData("2026-03-06T16:50:00+01:00", 30, "2026-03-09T09:20:00+01:00")]
    [InlineData("2026-03-27T16:50:00+01:00", 30, "2026-03-30T09:20:00+02:00")]
    [InlineData("2026-03-02T05:00:00+01:00", 15, "2026-03-02T09:15:00+01:00")]
    [InlineData("2026-03-02T09:00:00+01:00", 900, "2026-03-03T17:00:00+01:00")]
    public void After_CountsOpenTimeOnly(string from, int minutes, string expected) =>
        Assert.Equal(At(expected), Office().After(At(from), TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData("2026-03-29T00:30:00+01:00", 120, "2026-03-29T03:30:00+02:00")] // 02:00 to 03:00 does not exist.
    [InlineData("2026-10-25T00:30:00+02:00", 120, "2026-10-25T02:30:00+02:00")]
    [InlineData("2026-10-25T00:30:00+02:00", 180, "2026-10-25T02:30:00+01:00")] // The same hour once more.
    public void After_NightShiftWhenTheClockChanges_CountsRealTime(string from, int minutes, string expected) =>
        Assert.Equal(At(expected), NightShift(22, 6).After(At(from), TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData("2026-03-02T23:00:00+01:00", true)]
    [InlineData("2026-03-03T05:59:00+01:00", true)]
    [InlineData("2026-03-03T06:00:00+01:00", false)]
    [InlineData("2026-03-02T21:59:00+01:00", false)]
    public void IsOpen_NightShift_ReachesIntoTheNextDay(string at, bool isOpen) => Assert.Equal(isOpen, NightShift(22, 6).IsOpen(At(at)));

    [Fact]
    public void OpenTimes_BeginningOrEndingInTheChangedHour_AreReadSensibly()
    {
        var spring = Daily(2.5, 5);
        Assert.Equal(At("2026-03-29T03:30:00+02:00"), spring.NextOpening(At("2026-03-29T00:00:00+01:00")));
        var autumn = Daily(2.5, 5);
        Assert.Equal(At("2026-10-25T02:30:00+02:00"), autumn.NextOpening(At("2026-10-25T00:00:00+02:00")));
        Assert.True(Daily(0, 2.5).IsOpen(At("2026-10-25T02:20:00+01:00")));
        Assert.False(Daily(0, 2.5).IsOpen(At("2026-10-25T02:30:00+01:00")));
    }

    [Fact]
    public void Always_IsOpenAndCountsEveryMinute()
    {
        var always = new BusinessCalendar(null);
        Assert.True(always.IsOpen(At("2026-12-25T03:00:00Z")));
        Assert.Equal(At("2026-12-25T03:30:00Z"), always.After(At("2026-12-25T03:00:00Z"), TimeSpan.FromMinutes(30)));
        Assert.True(Daily(0, 24).IsOpen(At("2026-03-02T23:59:59+01:00")));
    }

    [Fact]
    public void Never_HasNoNextOpening()
    {
        var hours = new BusinessHours { Week = { [DayOfWeek.Monday] = [new(TimeSpan.FromHours(9), TimeSpan.FromHours(10))] } };
        for (var day = new DateOnly(2026, 1, 5); day.Year < 2029; day = day.AddDays(7)) hours.Holidays.Add(day);
        var never = new BusinessCalendar(hours);
        Assert.Null(never.NextOpening(At("2026-03-02T09:00:00Z")));
        Assert.Null(never.After(At("2026-03-02T09:00:00Z"), TimeSpan.FromMinutes(1)));
    }

    private static BusinessCalendar Office()
    {
        var hours = new BusinessHours { TimeZone = "Europe/Berlin", Holidays = { new(2026, 4, 3), new(2026, 4, 6) } };
        foreach (var day in Workdays) hours.Week[day] = [Open(9, 12.5), Open(13, 17)];
        return new(hours);
    }

    private static BusinessCalendar NightShift(double from, double to) => Daily(from, to);

    private static BusinessCalendar Daily(double from, double to)
    {
        var hours = new BusinessHours { TimeZone = "Europe/Berlin" };
        foreach (var day in Enum.GetValues<DayOfWeek>()) hours.Week[day] = [Open(from, to)];
        return new(hours);
    }

    private static OpenTime Open(double from, double to) => new(TimeSpan.FromHours(from), TimeSpan.FromHours(to));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
