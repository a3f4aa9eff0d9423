using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Bench;

/// <summary>A minimal Kestrel: a free port, no logging, HTTP/1.1.</summary>
internal static class BenchServer
{
    /// <summary>Where it says how many bytes it has allocated.</summary>
    public const string Allocated = "/allocated";

    public static async Task<int> RunAsync(Action<WebApplication> map, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        map(app);
        app.MapGet(Allocated, () => GC.GetTotalAllocatedBytes().ToString(BenchTexts.Culture));
        await app.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync(BenchTexts.Listening + app.Urls.First());
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
