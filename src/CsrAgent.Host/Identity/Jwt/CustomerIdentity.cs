namespace CsrAgent.Host.Identity.Jwt;

/// <summary>What a request's signed token says. <see cref="Proven"/> is a feature of the request where it has one.</summary>
internal abstract record CustomerIdentity
{
    /// <summary>Of customers who are not signed in, so that nobody gets into a customer's list by claiming an id.</summary>
    public const string Anonymous = "anonymous:";

    /// <summary>Of conversations that programs hold for nobody in particular.</summary>
    public const string Program = "program:";

    private CustomerIdentity() { }

    /// <summary>The company vouches for who the customer is.</summary>
    internal sealed record Proven(string UserId) : CustomerIdentity;

    internal sealed record Refused(IResult Problem) : CustomerIdentity;

    /// <summary>The id of a customer who is not signed in.</summary>
    public static string AnonymousOf(string userId) =>
        userId.StartsWith(Anonymous, StringComparison.Ordinal) ? userId : Anonymous + userId;
}
