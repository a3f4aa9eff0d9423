using CsrAgent.Memory;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Memory;

/// <summary>Whose memories a turn is given.</summary>
public sealed class RecallTests : IAsyncDisposable
{
    private readonly MemoryOptions _options = new();
    private readonly FailingStore _failing = new();
    private readonly TurnRig _rig;

    public RecallTests() =>
        _rig = new TurnRig(more: services => services.AddSingleton(Microsoft.Extensions.Options.Options.Create(_options)));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Turn_OfAProvenCustomer_IsGivenTheirMemoriesAndNobodyElses()
    {
        await RememberAsync("ann", "Owns a grey sofa.");
        await RememberAsync("ben", "Owns a red sofa.");

        Assert.Equal(["Owns a grey sofa."], await AskAsync(proven: true));
    }

    /// <summary>Anyone can claim an id.</summary>
    [Fact]
    public async Task Turn_OfWhoOnlyClaimsTheId_IsGivenNothing()
    {
        await RememberAsync("ann", "Owns a grey sofa.");

        Assert.Empty(await AskAsync(proven: false));
    }

    [Fact]
    public async Task Turn_AfterAnUnprovenMessageInTheSameConversation_IsGivenNothing()
    {
        await RememberAsync("ann", "Owns a grey sofa.");
        await AskAsync(proven: false);

        Assert.Empty(await AskAsync(proven: true));
    }

    [Fact]
    public async Task Turn_WhileMemoryIsOff_IsGivenNothing()
    {
        await RememberAsync("ann", "Owns a grey sofa.");
        _options.Mode = MemoryMode.Off;

        Assert.Empty(await AskAsync(proven: true));
    }

    [Fact]
    public async Task Turn_WhileTheStoreFails_IsAnsweredWithoutItAndThenLeavesItAlone()
    {
        await using var rig = new TurnRig(more: services => services.AddSingleton<IMemoryStore>(_failing));
        foreach (var session in new[] { "s1", "s2" }) await rig.AskAsync(Some.Message(session: session) with { SenderIsProven = true });

        Assert.Equal("Here it is.", (await rig.ReadAsync("s2")).Messages[^1].Text);
        Assert.Equal(1, _failing.Recalls);
        Assert.Equal(nameof(InvalidOperationException), await rig.Get<CustomerMemories>().FindFaultAsync(Token));

        _failing.IsWell = true;
        rig.Time.Advance(TimeSpan.FromSeconds(6));
        await rig.AskAsync(Some.Message(session: "s3") with { SenderIsProven = true });
        Assert.Equal(2, _failing.Recalls);
        Assert.Null(await rig.Get<CustomerMemories>().FindFaultAsync(Token));
        Assert.Empty(rig.Answerer.Requests.Last().Memories); // Ben's are not Ann's, whatever a store returns.
    }

    [Fact]
    public async Task Turn_WhileTheStoreHangs_IsAnsweredInTime()
    {
        await using var rig = new TurnRig(more: services => services.AddSingleton<IMemoryStore>(_failing));
        _failing.Hang = new TaskCompletionSource();
        var asking = rig.AskAsync(Some.Message() with { SenderIsProven = true });
        await _failing.Asked.Task;
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await asking;

        Assert.Empty(rig.Answerer.Requests.Last().Memories);
    }

    private async Task RememberAsync(string user, string text) =>
        await _rig.Get<IMemoryStore>().RememberAsync([Of(user, text)], "", Token);

    private static CustomerMemory Of(string user, string text) =>
        new()
        {
            Id = "mem-" + user,
            Owner = new("web", user),
            Kind = MemoryKind.Fact,
            Text = text,
            SessionId = "old",
            At = Some.Noon,
        };

    private async Task<IEnumerable<string>> AskAsync(bool proven)
    {
        await _rig.AskAsync(Some.Message("Where is my sofa?") with { SenderIsProven = proven });
        return _rig.Answerer.Requests.Last().Memories.Select(memory => memory.Text);
    }

    private sealed class FailingStore : IMemoryStore
    {
        public int Recalls { get; private set; }

        public bool IsWell { get; set; }

        public TaskCompletionSource? Hang { get; set; }

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> ReadMarkAsync(string userId, CancellationToken cancellationToken) =>
            IsWell ? Task.FromResult("") : Task.FromException<string>(new InvalidOperationException("away"));

        public async Task<IReadOnlyList<CustomerMemory>> RecallAsync(
            MemoryOwner owner,
            MemoryQuery query,
            CancellationToken cancellationToken
        )
        {
            Recalls++;
            Asked.TrySetResult();
            if (Hang is not null) await Hang.Task; // It does not listen to the token.
            return IsWell ? [Of("ben", "Owns a red sofa.")] : throw new InvalidOperationException("away");
        }

        public Task<bool> RememberAsync(IReadOnlyList<CustomerMemory> memories, string mark, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("away");

        public Task<IReadOnlyList<CustomerMemory>> ListAsync(string userId, int limit, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("away");

        public Task<int> ForgetAsync(MemoryFilter filter, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("away");
    }
}
