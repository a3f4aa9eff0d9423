namespace CsrAgent.Privacy;

/// <summary>Kinds of personal data that are found in customers' messages.</summary>
public enum PiiType
{
    Card,
    Cvv,
    Ssn,
    Iban,
    Secret,
    Password,
    Email,
    Phone,
}
