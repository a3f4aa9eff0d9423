using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Website;

internal sealed class WebsiteOptionsValidator : IValidateOptions<WebsiteOptions>
{
    public ValidateOptionsResult Validate(string? name, WebsiteOptions options)
    {
        if (options.Sitemap.Length > 0 && !WebsiteAddress.TryParse(options.Sitemap, out _))
        {
            return ValidateOptionsResult.Fail("WEBSITE_SITEMAP must be an absolute http or https address without a user name.");
        }
        return options.Paths.All(path => path.StartsWith('/'))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("WEBSITE_PATHS must be paths that begin with '/', separated by commas.");
    }
}
