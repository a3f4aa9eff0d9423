using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsrAgent.Conversations;
using CsrAgent.Embeddings;
using Microsoft.Extensions.Options;

namespace CsrAgent.Memory;

/// <summary>
/// Reads a conversation that has ended and remembers what is worth it. The same conversation read again gives the same ids, so that nothing
/// is kept twice, however often a process dies in between.
/// </summary>
internal sealed class MemoryKeeper(
    IConversationStore conversations,
    IEnumerable<IMemoryStore> stores,
    MemoryDrafts drafts,
    TextEmbedder embedder,
    IOptions<MemoryOptions> options
)
{
    private const int MaxMessages = 60;
    private const int MaxListed = 1_000;

    private IMemoryStore Store { get; } = stores.FirstOrDefault()!; // Nobody asks where there is none.

    /// <param name="conversation">As it was listed.</param>
    /// <param name="after">Up to which sequence number it was read before.</param>
    /// <param name="cancellationToken">Stops it; what was kept is kept.</param>
    /// <returns>The sequence number of the last message that was read; null if the conversation goes on, or is another one now.</returns>
    public async Task<long?> KeepAsync(Conversation conversation, long after, CancellationToken cancellationToken)
    {
        // Before anything is read: an erasure from here on makes what was read void.
        var mark = await Store.ReadMarkAsync(conversation.UserId, cancellationToken);
        var page = await conversations.ReadAsync(conversation.Id, -MaxMessages, MaxMessages, cancellationToken);
        if (page is null || page.Conversation.Incarnation != conversation.Incarnation) return Count(null, "erased");
        if (page.Conversation.Status != ConversationStatus.Ended) return null;
        var messages = page.Messages.Where(message => message.Sequence > after).ToList();
        if (messages.Count == 0) return Count(after, "nothing");
        var through = messages[^1].Sequence;
        var isProven = messages.All(message => message.Role != MessageRole.Customer || message.SenderIsProven);
        if (!isProven) return Count(through, "unidentified");
        var found = await drafts.MakeAsync(messages, cancellationToken);
        if (found.Count == 0) return Count(through, "nothing");
        var isKept = await RememberAsync(page.Conversation, through, found, mark, cancellationToken);
        return Count(through, isKept ? "remembered" : "erased");
    }

    private async Task<bool> RememberAsync(
        Conversation conversation,
        long through,
        IReadOnlyList<MemoryDraft> found,
        string mark,
        CancellationToken cancellationToken
    )
    {
        var owner = new MemoryOwner(conversation.Channel, conversation.UserId);
        var known = (await Store.ListAsync(conversation.UserId, MaxListed, cancellationToken)).Where(m => m.Owner == owner).ToList();
        var ids = found.Select((_, number) => IdOf(conversation, through, number)).ToList();
        var texts = known.Where(memory => !ids.Contains(memory.Id)).Select(memory => memory.Text).ToHashSet(StringComparer.Ordinal);
        var vectors = await VectorsAsync(found, cancellationToken);
        var memories = found
            .Select((draft, number) => new CustomerMemory
            {
                Id = ids[number],
                Owner = owner,
                Kind = draft.Kind,
                Text = draft.Text,
                SessionId = conversation.Id.Value,
                At = conversation.UpdatedAt,
                Vector = vectors?[number],
            })
            .Where(memory => !texts.Contains(memory.Text))
            .Take(options.Value.MaxPerCustomer)
            .ToList();
        if (memories.Count > 0 && !await Store.RememberAsync(memories, mark, cancellationToken)) return false;
        var surplus = known.Where(memory => !ids.Contains(memory.Id)).Skip(options.Value.MaxPerCustomer - memories.Count).ToList();
        if (surplus.Count > 0)
        {
            await Store.ForgetAsync(new(conversation.UserId, [.. surplus.Select(memory => memory.Id)]), cancellationToken);
        }
        return true;
    }

    /// <summary>Without them memories are recalled by words.</summary>
    private async Task<MemoryVector[]?> VectorsAsync(IReadOnlyList<MemoryDraft> found, CancellationToken cancellationToken)
    {
        if (!embedder.IsOn) return null;
        var vectors = await embedder.EmbedAsync([.. found.Select(draft => draft.Text)], cancellationToken);
        return [.. vectors.Select(vector => new MemoryVector(embedder.ModelId, vector))];
    }

    private static string IdOf(Conversation conversation, long through, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{conversation.Id.Value}\0{conversation.Incarnation}\0{through}\0{number}");
        return "mem_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
    }

    private static long? Count(long? through, string outcome)
    {
        MemoryMetrics.Count(MemoryMetrics.Read, outcome);
        return through;
    }
}
