using System.Globalization;
using System.Text.RegularExpressions;
using CsrAgent.Tests.Architecture;
using YamlDotNet.RepresentationModel;

namespace CsrAgent.Tests.Deploy;

/// <summary>deploy/kong says what deploy/nginx says, which a real NGINX runs in other tests. Kong itself is not run.</summary>
public sealed partial class KongTests
{
    private static readonly YamlNode Kong = YamlFile.Read("deploy/kong/kong.yaml").Single();

    private static readonly YamlNode Service = Kong.Items("services").Single();

    private static readonly string Servers = Repository.Read("deploy/nginx/csr-agent.conf");

    private static readonly string Process = Repository.Read("deploy/nginx/nginx.conf");

    private static readonly string Proxy = Repository.Read("deploy/nginx/proxy.conf");

    /// <summary>The part of the servers for customers, without comments.</summary>
    private static readonly string Customers = Servers[Servers.IndexOf("# For customers.", StringComparison.Ordinal)..];

    [Fact]
    public void File_AsAWhole_IsWhatKongTakes() => Assert.Empty(new KongSchema().FaultsIn(Kong));

    [Theory]
    [InlineData("least-connections", "fastest", "fastest is not allowed")]
    [InlineData("response_buffering: false", "response_buffering: no-thanks", "is no boolean")]
    [InlineData("response_buffering:", "buffering:", "there is no buffering")]
    [InlineData("name: rate-limiting", "name: rate-limit", "rate-limit is no plugin")]
    [InlineData("limit_by: ip", "limit_by: address", "address is not allowed")]
    [InlineData("second: 35", "seconds: 35", "there is no seconds")]
    [InlineData("    host: agent\n", "", "host is missing")]
    [InlineData("Strict-Transport-Security: max", "Strict-Transport-Security max", "is no pair")]
    public void File_WithAMistake_IsRefused(string right, string wrong, string fault)
    {
        var text = Repository.Read("deploy/kong/kong.yaml");
        Assert.Contains(right, text, StringComparison.Ordinal);
        var stream = new YamlStream();
        stream.Load(new StringReader(text.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(new KongSchema().FaultsIn(stream.Documents[0].RootNode), found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Routes_ForCustomers_AreThoseOfNginx()
    {
        var nginx = Locations().Where(l => l.Body.Contains("proxy_pass", StringComparison.Ordinal)).Select(l => l.Path);
        var refused = Locations().Where(l => l.Body.Contains("return 404", StringComparison.Ordinal)).Select(l => l.Path);

        Assert.Equal(nginx.Order(), Routes().SelectMany(Paths).Order());
        Assert.Equal(refused.Order(), Refusal().Items("paths").Select(path => path.ToString()).Order());
        Assert.Equal("404", Plugin(Refusal(), "request-termination")!.Text("config.status_code"));
        Assert.All(Routes(), route => Assert.Equal(("false", "true"), (route.Text("strip_path"), route.Text("preserve_host"))));
    }

    [Fact]
    public void Limits_OfEachRoute_AreTheRateAndTheBurstOfNginx()
    {
        var rates = ZonePattern()
            .Matches(Process)
            .ToDictionary(match => match.Groups["zone"].Value, match => (match.Groups["key"].Value, Number(match.Groups["rate"])));
        // A location without a limit of its own has that of the server.
        var ofServer = LimitPattern().Match(Customers[..Customers.IndexOf("location", StringComparison.Ordinal)]);
        foreach (var route in Routes())
        {
            var location = Locations().Single(location => location.Path == Paths(route).Single());
            var limit = LimitPattern().Match(location.Body) is { Success: true } own ? own : ofServer;
            var (key, rate) = rates[limit.Groups["zone"].Value];
            var burst = Number(limit.Groups["burst"]);
            var config = (Plugin(route, "rate-limiting") ?? Plugin(Service, "rate-limiting"))!.Find("config")!;

            Assert.Equal((rate + burst, (60 * rate) + burst), (Number(config, "second"), Number(config, "minute")));
            Assert.Equal(key == "$binary_remote_addr" ? "ip" : "service", config.Text("limit_by"));
            Assert.Equal("429", config.Text("error_code"));
        }
    }

    [Fact]
    public void Sizes_OfEachRoute_AreThoseOfNginx()
    {
        var ofServer = SizePattern().Match(Process).Groups[1].Value;
        foreach (var route in Routes())
        {
            var location = Locations().Single(location => location.Path == Paths(route).Single());
            var wanted = SizePattern().Match(location.Body) is { Success: true } own ? own.Groups[1].Value : ofServer;
            var config = (Plugin(route, "request-size-limiting") ?? Plugin(Service, "request-size-limiting"))!.Find("config")!;

            Assert.Equal(wanted, config.Text("allowed_payload_size") + (config.Text("size_unit") == "megabytes" ? "m" : "k"));
        }
    }

    [Fact]
    public void Streams_WhereNginxDoesNotBuffer_AreNotBuffered()
    {
        foreach (var route in Routes())
        {
            var location = Locations().Single(location => location.Path == Paths(route).Single());

            Assert.Equal(
                location.Body.Contains("proxy_buffering off", StringComparison.Ordinal),
                route.Text("response_buffering") == "false"
            );
        }
    }

    [Fact]
    public void Times_ToTheAgent_AreThoseOfNginx()
    {
        Assert.Equal(Seconds("proxy_connect_timeout"), Number(Service, "connect_timeout") / 1000);
        Assert.Equal(Seconds("proxy_send_timeout"), Number(Service, "write_timeout") / 1000);
        Assert.Equal(Seconds("proxy_read_timeout"), Number(Service, "read_timeout") / 1000);
        // Kong counts the tries after the first.
        Assert.Equal(int.Parse(TriesPattern().Match(Proxy).Groups[1].Value, CultureInfo.InvariantCulture) - 1, Number(Service, "retries"));
    }

    [Fact]
    public void Requests_AsTheyGoOn_HaveAnIdAndAKeyAndNoTraceOfAClient()
    {
        var everywhere = Plugin(Kong, "request-transformer")!.Items("config.remove.headers").Select(name => name.ToString()).ToList();
        var message = Plugin(Routes().Single(route => route.Text("name") == "message"), "request-transformer")!;

        Assert.Equal("X-Request-Id", Plugin(Kong, "correlation-id")!.Text("config.header_name"));
        Assert.Equal("true", Plugin(Kong, "correlation-id")!.Text("config.echo_downstream"));
        // NGINX begins a trace of its own; Kong leaves it to the agent.
        Assert.All(["traceparent", "tracestate", "baggage", "X-Forwarded-Prefix"], name =>
        {
            Assert.Contains($"proxy_set_header {name} ", Proxy, StringComparison.Ordinal);
            Assert.Contains(name, everywhere);
        });
        Assert.Equal(everywhere, message.Items("config.remove.headers").Select(name => name.ToString()));
        var ofMessages = Locations().Single(l => l.Path == "= /api/v1/chat").Body;
        Assert.Contains("proxy_set_header Idempotency-Key", ofMessages, StringComparison.Ordinal);
        // NGINX makes the id; so does Kong, once that of the client is gone, for plugins of a smaller priority come later.
        Assert.Equal("Idempotency-Key:$(headers['x-request-id'])", message.Items("config.add.headers").Single().ToString());
        var cleared = Plugin(Kong, "pre-function")!.Items("config.access").Single().ToString();
        Assert.Equal("kong.service.request.clear_header('X-Request-Id')", cleared);
    }

    [Fact]
    public void Process_ConnectionsAddressesAndHttps_AreThoseOfNginx()
    {
        var kong = Repository.LinesOf("deploy/kong/kong.conf").ToList();
        Assert.Contains("proxy_access_log = off", kong);

        Assert.Contains($"nginx_proxy_limit_conn = {Regex.Match(Customers, "limit_conn (addresses [0-9]+);").Groups[1].Value}", kong);
        Assert.Contains($"nginx_http_limit_conn_zone = {Regex.Match(Process, "limit_conn_zone (.*);").Groups[1].Value}", kong);
        Assert.Contains($"nginx_http_client_header_timeout = {Regex.Match(Process, "client_header_timeout (.*);").Groups[1].Value}", kong);
        Assert.Contains($"nginx_events_worker_connections = {Regex.Match(Process, "worker_connections (.*);").Groups[1].Value}", kong);
        Assert.Contains(kong, line => line.StartsWith("# trusted_ips", StringComparison.Ordinal));
        Assert.Contains("# set_real_ip_from", Process, StringComparison.Ordinal);
        Assert.Contains("return 308 https", Servers, StringComparison.Ordinal);
        Assert.All(Routes(), route =>
        {
            Assert.Equal("https", route.Items("protocols").Single().ToString());
            Assert.Equal("308", route.Text("https_redirect_status_code"));
        });
        var hsts = Regex.Match(Customers, "add_header (Strict-Transport-Security) \"(.*)\"");
        var added = Plugin(Kong, "response-transformer")!.Items("config.add.headers").Single().ToString();
        Assert.Equal($"{hsts.Groups[1].Value}: {hsts.Groups[2].Value}", added);
    }

    private static IEnumerable<YamlNode> Routes() => Service.Items("routes");

    private static YamlNode Refusal() => Kong.Items("routes").Single();

    private static YamlNode? Plugin(YamlNode of, string name) => of.Items("plugins").SingleOrDefault(plugin => plugin.Text("name") == name);

    /// <summary>As NGINX writes them: an exact one is a pattern for Kong.</summary>
    private static IEnumerable<string> Paths(YamlNode route) =>
        route.Items("paths").Select(path => path.ToString() is ['~', .. var exact, '$'] ? $"= {exact}" : path.ToString());

    private static IEnumerable<(string Path, string Body)> Locations() =>
        LocationPattern()
            .Matches(Customers)
            .Select(match => (match.Groups["path"].Value, match.Groups["body"].Value))
            .Where(location => location.Item1[0] != '@');

    private static int Seconds(string directive) =>
        int.Parse(Regex.Match(Proxy, $"^{directive} ([0-9]+)s;", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);

    private static int Number(YamlNode node, string path) => int.Parse(node.Text(path)!, CultureInfo.InvariantCulture);

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^  location (?<path>(?:= )?\S+) \{(?<body>.*?)(?:^  \}| \}$)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex LocationPattern();

    [GeneratedRegex(@"limit_req_zone (?<key>\S+) zone=(?<zone>\w+):\w+ rate=(?<rate>\d+)r/s;")]
    private static partial Regex ZonePattern();

    [GeneratedRegex(@"limit_req zone=(?<zone>\w+) burst=(?<burst>\d+) nodelay;")]
    private static partial Regex LimitPattern();

    [GeneratedRegex(@"client_max_body_size (\w+);")]
    private static partial Regex SizePattern();

    [GeneratedRegex(@"proxy_next_upstream_tries (\d+);")]
    private static partial Regex TriesPattern();
}
