namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>The scripts. Each is sent once to each node, and again to a node that has lost it.</summary>
internal static class RedisScripts
{
    public static readonly RedisScript Accept = RedisScript.OfPartition("accept", typeof(RedisAcceptResult));
    public static readonly RedisScript Known = RedisScript.OfPartition("known", typeof(RedisAcceptResult));
    public static readonly RedisScript Open = RedisScript.OfPartition("open");
    public static readonly RedisScript Overdue = RedisScript.OfPartition("overdue");
    public static readonly RedisScript Renew = RedisScript.OfPartition("renew");
    public static readonly RedisScript Commit = RedisScript.OfPartition("commit", typeof(RedisCommitResult));
    public static readonly RedisScript Fail = RedisScript.OfPartition("fail");
    public static readonly RedisScript Promote = RedisScript.OfPartition("promote");
    public static readonly RedisScript GiveBack = RedisScript.OfPartition("giveBack");
    public static readonly RedisScript Consumers = RedisScript.OfPartition("consumers");
    public static readonly RedisScript Change = RedisScript.OfPartition("change");
    public static readonly RedisScript History = RedisScript.OfPartition("read");
    public static readonly RedisScript Erase = RedisScript.OfPartition("erase");
    public static readonly RedisScript Assign = RedisScript.OfPartition("assign");
    public static readonly RedisScript Rate = RedisScript.OfPartition("rate");
    public static readonly RedisScript RateHandoff = RedisScript.OfPartition("rateHandoff");
    public static readonly RedisScript Ratings = RedisScript.OfPartition("ratings");
    public static readonly RedisScript Revive = RedisScript.OfPartition("revive");
    public static readonly RedisScript Send = RedisScript.OfPartition("send");
    public static readonly RedisScript Sent = RedisScript.OfPartition("sent");
    public static readonly RedisScript Delivered = RedisScript.OfPartition("delivered");
    public static readonly RedisScript Close = RedisScript.OfPartition("close");
    public static readonly RedisScript Time = RedisScript.Timed("time");
    public static readonly RedisScript Progress = RedisScript.Plain("progress");
    public static readonly RedisScript Forget = RedisScript.Plain("forget");
    public static readonly RedisScript Audit = RedisScript.Plain("audit");
    public static readonly RedisScript Limit = RedisScript.Timed("limit");
    public static readonly RedisScript Schema = RedisScript.Plain("schema");
    public static readonly RedisScript Publish = RedisScript.Plain("publish");
    public static readonly RedisScript Lease = RedisScript.Plain("lease");
    public static readonly RedisScript Articles = RedisScript.Plain("articles");
    public static readonly RedisScript State = RedisScript.Plain("state");
    public static readonly RedisScript Watch = RedisScript.Plain("watch");
}
