using CsrAgent.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CsrAgent.Customers;

public static class CustomersServiceCollectionExtensions
{
    /// <summary>Export and erasure of all that is stored about a customer.</summary>
    public static IServiceCollection AddCustomers(this IServiceCollection services)
    {
        services.AddMemory();
        services.TryAddSingleton<CustomerAudit>();
        services.TryAddSingleton<CustomerRecords>();
        services.TryAddSingleton<MemoryRecords>();
        return services;
    }
}
