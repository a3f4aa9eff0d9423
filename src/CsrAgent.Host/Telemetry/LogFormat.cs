namespace CsrAgent.Host.Telemetry;

internal enum LogFormat
{
    Text,
    Json,
}
