namespace CsrAgent.Host.Chat;

internal enum BrandTheme
{
    Auto,
    Light,
    Dark,
}
