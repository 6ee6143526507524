using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Signing;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Tests.Harness;

/// <summary>A client for tests that need no real one. It signs with LocalAws's own SigV4, which published examples and boto3 hold to AWS's.</summary>
internal sealed class AwsCaller(Uri url, KeyPair keys, string region = "eu-west-1")
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public AwsCaller(LocalAwsServer server, KeyPair keys, string region = "eu-west-1")
        : this(server.Url, keys, region)
    {
    }

    /// <summary>How far the caller's own clock is off.</summary>
    public TimeSpan ClockOff { get; init; }

    public async Task<XElement> QueryAsync(string service, string action, params (string Name, string Value)[] parameters)
    {
        var version = service switch { "iam" => "2010-05-08", "sts" => "2011-06-15", "sns" => "2010-03-31", _ => "2016-11-15" };
        var form = string.Join('&', parameters.Prepend(("Version", version)).Prepend(("Action", action)).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}"));
        using var response = await SendAsync(service, HttpMethod.Post, "/", form, ("content-type", "application/x-www-form-urlencoded; charset=utf-8"));
        var answer = Plain(await response.Content.ReadAsStringAsync());
        return response.IsSuccessStatusCode ? answer : throw Error(response.StatusCode, answer.Descendants("Code").Single().Value, answer.Descendants("Message").Single().Value);
    }

    public Task<JsonObject> TrailAsync(string operation, string body = "{}") => JsonAsync("cloudtrail", operation, body);

    public async Task<JsonObject> JsonAsync(string service, string operation, string body = "{}")
    {
        var target = service switch
        {
            "cloudtrail" => "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101",
            "kms" => "TrentService",
            "logs" => "Logs_20140328",
            "monitoring" => "GraniteServiceVersion20100801",
            "events" => "AWSEvents",
            "organizations" => "AWSOrganizationsV20161128",
            _ => throw new ArgumentOutOfRangeException(nameof(service), service, "It does not speak JSON."),
        };
        using var response = await SendAsync(service, HttpMethod.Post, "/", body, ("content-type", "application/x-amz-json-1.1"), ("x-amz-target", $"{target}.{operation}"));
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        return response.IsSuccessStatusCode ? answer : throw Error(response.StatusCode, (string)answer["__type"]!, (string)answer["message"]!);
    }

    public async Task<string> S3Async(HttpMethod method, string pathAndQuery, string body = "", params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync("s3", method, pathAndQuery, body, [.. headers, ("content-md5", Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes(body))))]);
        var text = await response.Content.ReadAsStringAsync();
        if (response.IsSuccessStatusCode)
        {
            return text;
        }

        var answer = text.Length == 0 ? null : Plain(text);
        throw Error(response.StatusCode, answer?.Element("Code")?.Value ?? "", answer?.Element("Message")?.Value ?? "");
    }

    public async Task<HttpResponseMessage> SendAsync(string service, HttpMethod method, string pathAndQuery, string body, params (string Name, string Value)[] headers)
    {
        using var message = Sign(service, method, pathAndQuery, Encoding.UTF8.GetBytes(body), headers);
        return await Client.SendAsync(message);
    }

    /// <summary>A URL of S3 that carries its own signature.</summary>
    public Uri Presign(string path, TimeSpan validFor)
    {
        var time = (DateTimeOffset.UtcNow + ClockOff).ToString(Signature.DateFormat, CultureInfo.InvariantCulture);
        var query = string.Create(CultureInfo.InvariantCulture, $"X-Amz-Algorithm={Signature.Algorithm}&X-Amz-Credential={keys.AccessKeyId}%2F{time[..8]}%2F{region}%2Fs3%2Faws4_request&X-Amz-Date={time}&X-Amz-Expires={validFor.TotalSeconds}&X-Amz-SignedHeaders=host&X-Amz-Signature=");
        AwsRequest request = new()
        {
            Method = "GET",
            RawPath = path,
            Query = [.. RequestReader.Pairs(query)],
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["host"] = url.Authority },
            Body = [],
            RemoteAddress = IPAddress.Loopback,
        };
        var signature = Signature.Read(request, out _)!;
        var text = SigV4.StringToSign(signature, SigV4.CanonicalRequest(request, signature, "UNSIGNED-PAYLOAD", signsLikeS3: true));
        return new Uri(url, $"{path}?{query}{SigV4.Sign(SigV4.SigningKey(keys.SecretAccessKey, signature), text)}");
    }

    /// <summary>A caller with the session's keys.</summary>
    public AwsCaller As(XElement answer, string? otherRegion = null) => new(url, Keys(answer), otherRegion ?? region);

    public static KeyPair Keys(XElement answer)
    {
        var credentials = answer.Descendants("Credentials").Single();
        return new KeyPair(credentials.Element("AccessKeyId")!.Value, credentials.Element("SecretAccessKey")!.Value, credentials.Element("SessionToken")!.Value);
    }

    private static AwsError Error(HttpStatusCode status, string code, string message) => new(code, (int)status, message);

    private static XElement Plain(string text)
    {
        var root = XElement.Parse(text);
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
            element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        }

        return root;
    }

    private HttpRequestMessage Sign(string service, HttpMethod method, string pathAndQuery, byte[] body, (string Name, string Value)[] headers)
    {
        var time = (DateTimeOffset.UtcNow + ClockOff).ToString(Signature.DateFormat, CultureInfo.InvariantCulture);
        Dictionary<string, string> all = new(StringComparer.OrdinalIgnoreCase)
        {
            ["host"] = url.Authority,
            ["x-amz-date"] = time,
            ["x-amz-content-sha256"] = SigV4.Hash(body),
        };
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        if (keys.SessionToken is { } token)
        {
            all["x-amz-security-token"] = token;
        }

        var split = pathAndQuery.Split('?', 2);
        AwsRequest request = new()
        {
            Method = method.Method,
            RawPath = split[0],
            Query = split.Length == 1 ? [] : [.. RequestReader.Pairs(split[1])],
            Headers = all,
            Body = body,
            RemoteAddress = IPAddress.Loopback,
        };
        Signature signature = new()
        {
            AccessKeyId = keys.AccessKeyId,
            Date = time[..8],
            Region = region,
            Service = service,
            SignedHeaders = [.. all.Keys.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal)],
            Value = "",
            Time = time,
        };
        var text = SigV4.StringToSign(signature, SigV4.CanonicalRequest(request, signature, all["x-amz-content-sha256"], service == "s3"));
        var sum = SigV4.Sign(SigV4.SigningKey(keys.SecretAccessKey, signature), text);
        HttpRequestMessage message = new(method, new Uri(url, pathAndQuery)) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in all)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        message.Headers.TryAddWithoutValidation("authorization", $"{Signature.Algorithm} Credential={keys.AccessKeyId}/{signature.Scope}, SignedHeaders={string.Join(';', signature.SignedHeaders)}, Signature={sum}");
        return message;
    }
}
