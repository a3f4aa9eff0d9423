namespace CsrAgent.Host.Http;

internal static class DrainingExtensions
{
    public static IServiceCollection AddDraining(this IServiceCollection services) =>
        services.AddSingleton<Draining>().AddHostedService(provider => provider.GetRequiredService<Draining>());

    public static void UseDraining(this IApplicationBuilder app)
    {
        var draining = app.ApplicationServices.GetRequiredService<Draining>();
        app.Use(
            (context, next) =>
            {
                if (draining.HasBegun) context.Response.Headers.Connection = "close";
                return next(context);
            }
        );
    }
}
