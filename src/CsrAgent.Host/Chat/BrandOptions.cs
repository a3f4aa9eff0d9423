using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Host.Chat;

/// <summary>How the chat page and the widget look. What a page asks for by its own attributes goes before these.</summary>
[SettingGroup("Chat page and widget")]
internal sealed class BrandOptions
{
    [Setting("BRAND_TITLE", "Heading of the chat. Without it COMPANY_NAME, or a generic one in the visitor's language.")]
    [StringLength(60)]
    public string Title { get; set; } = "";

    [Setting("BRAND_COLOR", "Your color, #rrggbb; sufficient contrast is ensured automatically. Without it green.")]
    [RegularExpression("^(#[0-9a-fA-F]{6})?$", ErrorMessage = "It must be a color such as #7a3e9d.")]
    public string Color { get; set; } = "";

    [Setting("BRAND_THEME", "Light or dark; auto follows the visitor's system. The visitor's own choice takes precedence.")]
    public BrandTheme Theme { get; set; } = BrandTheme.Auto;

    [Setting("BRAND_GREETING", "Text above the first message. That an AI answers stands in the header in any case.")]
    [StringLength(500)]
    public string Greeting { get; set; } = "";

    [Setting(
        "BRAND_SUGGESTIONS",
        "First questions to choose from, with a vertical bar between them, at most six. Without it generic ones; none for none at all."
    )]
    [StringLength(1000)]
    public string Suggestions { get; set; } = "";

    [Setting("BRAND_LANGUAGE", "Language of the chat's own texts, such as de. Without it that of the page, or of the visitor's browser.")]
    [RegularExpression("^([a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8})*)?$", ErrorMessage = "It must be a language tag such as de or pt-BR.")]
    public string Language { get; set; } = "";

    [Setting(
        "CHAT_ARTICLES",
        "Whether visitors can search and read whole articles, in the chat and by GET /api/v1/chat/articles. Answers quote them in any case."
    )]
    public bool Articles { get; set; } = true;

    [Setting("BRAND_POSITION", "The side on which the widget's button is; auto is the end of the line: the right, and the left in Arabic.")]
    public BrandPosition Position { get; set; } = BrandPosition.Auto;

    [Setting("BRAND_OFFSET_X", "Pixels between the button and its side.")]
    [Range(0, 500)]
    public int OffsetX { get; set; } = 20;

    [Setting("BRAND_OFFSET_Y", "Pixels between the button and the lower edge, such as above a cookie banner.")]
    [Range(0, 500)]
    public int OffsetY { get; set; } = 20;
}
