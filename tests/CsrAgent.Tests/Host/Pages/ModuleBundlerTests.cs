using CsrAgent.Host.Pages;

namespace CsrAgent.Tests.Host.Pages;

public sealed class ModuleBundlerTests
{
    private static readonly Dictionary<string, string> Files = new()
    {
        ["main.js"] = """
            import { a, b as other } from "./lib/a.js";
            import styles from "./lib/look.css";
            /** Not needed by a browser. */
            export function run() {
              return [a, other, styles]; // stays
            }
            export const done = true;
            """,
        ["lib/a.js"] = """
            import whole from "./c.js";
            export const a = whole.one;
            // Nor this.
            export async function b() {}
            """,
        ["lib/c.js"] = "export default { one: 1 };",
        ["lib/look.css"] = "/* red */\n.a {\n  color: \"red\";\n}",
    };

    [Fact]
    public void Module_WithImports_IsOneScriptInTheirOrder() =>
        Assert.Equal(
            """
            const csrParts = {"panel":"csr/panel.1.js"};
            const $m0 = (() => {
            const whole = { one: 1 };
            return { default: whole };
            })();
            const $m1 = (() => {
            const { default: whole } = $m0;
            const a = whole.one;
            async function b() {}
            return { a, b };
            })();
            const $m2 = (() => {
            const whole = ".a { color: \u0022red\u0022; }";
            return { default: whole };
            })();
            const { a, b: other } = $m1;
            const { default: styles } = $m2;
            function run() {
            return [a, other, styles]; // stays
            }
            const done = true;
            export { run, done };

            """,
            ModuleBundler.Module(Read, "main.js", new Dictionary<string, string> { ["panel"] = "csr/panel.1.js" })
        );

    [Fact]
    public void Module_ThatOnlyPassesOn_HasTheirExports() =>
        Assert.EndsWith(
            "export { a, b };\n",
            ModuleBundler.Module(
                path => path == "all.js" ? "import { a, b } from \"./lib/a.js\";\n\nexport { a, b };\n" : Read(path),
                "all.js",
                new Dictionary<string, string>()
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Classic_Script_LeavesNothingOnThePage()
    {
        var script = ModuleBundler.Classic(Read, "main.js", new Dictionary<string, string>());

        Assert.StartsWith("(() => {\n", script, StringComparison.Ordinal);
        Assert.EndsWith("})();\n", script, StringComparison.Ordinal);
        Assert.DoesNotContain("export", script, StringComparison.Ordinal);
        Assert.DoesNotContain("import", script, StringComparison.Ordinal);
    }

    private static string Read(string path) => $"{Files[path]}\n";
}
