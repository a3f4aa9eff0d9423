using CsrAgent.Bench;
using CsrAgent.Bench.Bare;
using CsrAgent.Bench.FirstDay;
using CsrAgent.Bench.Load;
using CsrAgent.Bench.Redis;
using CsrAgent.Bench.Stub;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

// One program in several processes, each started by the last line's: what is measured must not share a heap with what measures it.
return args switch
{
    ["stub"] => await StubServer.RunAsync(stop.Token),
    ["bare", var stub, var promptBytes] => await BareServer.RunAsync(stub, int.Parse(promptBytes, BenchTexts.Culture), stop.Token),
    ["minimal-redis", var stub, var promptBytes, var redis] => await MinimalRedisServer.RunAsync(
        stub,
        int.Parse(promptBytes, BenchTexts.Culture),
        redis,
        stop.Token
    ),
    ["first-day", var stub, var redis] => await FirstDayServer.RunAsync(stub, redis, stop.Token),
    ["load", var plan] => await LoadRun.RunAsync(LoadPlan.Parse(plan), stop.Token),
    _ => await BenchCommand.RunAsync(args, stop.Token),
};
