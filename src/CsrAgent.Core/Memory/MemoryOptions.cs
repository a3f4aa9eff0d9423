using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Memory;

/// <summary>What is kept about customers between conversations.</summary>
[SettingGroup("Memory")]
public sealed class MemoryOptions
{
    [Setting(
        "MEMORY",
        "`on`: what is worth keeping of a conversation that has ended is recalled in the next one of the same customer, where who that is "
            + "is proven. `off`: nothing is remembered or recalled. Over Redis it needs QDRANT_URL."
    )]
    public MemoryMode Mode { get; set; } = MemoryMode.On;

    [Setting("MEMORY_MAX_PER_CUSTOMER", "Memories kept of one customer on one channel; beyond it the oldest go.")]
    [Range(1, 500)]
    public int MaxPerCustomer { get; set; } = 50;
}
