using System.Text;
using System.Text.Json;

namespace TrailOps.Tests.Denials;

/// <summary>A refusal that a test made up, and what is to be read from it.</summary>
internal sealed record MadeUp(string Text, string? Principal, string? Action, string? Resource, DenialReason? Reason, DenialPolicyType? PolicyType, string? Encoded);

/// <summary>What tools, terminals and logs do to a text.</summary>
internal static class Decoration
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly (string Words, DenialPolicyType Type)[] Types =
    [
        ("identity-based policy", DenialPolicyType.IdentityBased), ("resource-based policy", DenialPolicyType.ResourceBased), ("service control policy", DenialPolicyType.ServiceControlPolicy),
        ("resource control policy", DenialPolicyType.ResourceControlPolicy), ("permissions boundary", DenialPolicyType.PermissionsBoundary), ("session policy", DenialPolicyType.SessionPolicy),
        ("VPC endpoint policy", DenialPolicyType.VpcEndpointPolicy), ("role trust policy", DenialPolicyType.TrustPolicy),
    ];

    private static readonly (string Action, string? Resource)[] Calls =
    [
        ("ec2:CreateVpc", "arn:aws:ec2:eu-west-1:111122223333:vpc/*"), ("s3:ListBucket", "\"arn:aws:s3:::example-orders-state\""), ("s3:GetObject", "\"arn:aws:s3:::example-orders-state/env/prod/terraform.tfstate\""),
        ("iam:CreateRole", "arn:aws:iam::111122223333:role/orders-lambda"), ("iam:GetRole", "role orders-lambda"), ("iam:GetPolicy", "policy arn:aws:iam::111122223333:policy/team/orders"),
        ("iam:AddRoleToInstanceProfile", "instance profile web-servers"), ("logs:CreateLogGroup", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/orders:log-stream:"),
        ("cognito-idp:ListUserPools", "*"), ("s3:ListAllMyBuckets", null), ("ec2:DescribeAvailabilityZones", null), ("elasticloadbalancing:CreateLoadBalancer", "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/k8s-shop-5ddc3ba496/*"),
    ];

    private static readonly string[] Principals =
    [
        "arn:aws:sts::111122223333:assumed-role/deployer/terraform-20261120", "arn:aws:iam::111122223333:user/kim@example.com", "arn:aws-us-gov:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/kim",
        "arn:aws:iam::111122223333:root",
    ];

    public static MadeUp Refusal(Random random)
    {
        var (action, resource) = Calls[random.Next(Calls.Length)];
        var principal = Principals[random.Next(Principals.Length)];
        var (words, type) = Types[random.Next(Types.Length)];
        var text = new StringBuilder($"User: {principal} is not authorized to perform: {action}");
        text.Append(resource is null ? "" : $" on resource: {resource}");
        DenialReason? reason = null;
        switch (random.Next(4))
        {
            case 0:
                text.Append($" because no {words} allows the {action} action");
                reason = DenialReason.ImplicitDeny;
                break;
            case 1:
                text.Append($" with an explicit deny in {(words[0] == 'i' ? "an" : "a")} {words}");
                reason = DenialReason.ExplicitDeny;
                break;
            case 2:
                text.Append($" with an explicit deny in {(words[0] == 'i' ? "an" : "a")} {words}: arn:aws:organizations::444455556666:policy/o-a1b2c3d4e5/service_control_policy/p-1a2b3c4d");
                reason = DenialReason.ExplicitDeny;
                break;
        }

        string? encoded = null;
        if (action.StartsWith("ec2:", StringComparison.Ordinal) && reason is not null)
        {
            encoded = string.Concat(Enumerable.Range(0, 352 + (4 * random.Next(100)) + (random.Next(3) switch { 0 => 0, 1 => 2, _ => 3 })).Select(_ => Letters[random.Next(Letters.Length)]));
            text = new StringBuilder($"You are not authorized to perform this operation. {text}. Encoded authorization failure message: {encoded}");
        }

        var told = text.ToString();
        var framed = random.Next(4) switch
        {
            0 => $"creating X (orders): operation error EC2: CreateThing, https response error StatusCode: 403, RequestID: 0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90, api error AccessDenied: {told}",
            1 => $"error creating X: AccessDenied: {told}\n\tstatus code: 403, request id: 0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90",
            2 => $"An error occurred (AccessDenied) when calling the CreateThing operation: {told}",
            _ => told,
        };
        return new(framed, principal, action, resource?.Trim('"'), reason, reason is null ? null : type, encoded);
    }

    /// <summary>A box as terraform draws it, or none.</summary>
    public static string Box(string text, Random random) => random.Next(3) switch
    {
        0 => text,
        1 => "Plan: 1 to add.\n╷\n" + string.Join('\n', $"Error: {text}\n\n  with aws_x.orders,\n  on main.tf line 4, in resource \"aws_x\" \"orders\":\n   4: resource \"aws_x\" \"orders\" {{\n".Split('\n').Select(line => $"│ {line}".TrimEnd())) + "\n╵\n",
        _ => $"\nError: {text}\n\n  with aws_x.orders,\n  on main.tf line 4, in resource \"aws_x\" \"orders\":\n   4: resource \"aws_x\" \"orders\" {{\n",
    };

    /// <summary>Broken at a width, wherever that is.</summary>
    public static string HardWrap(string text, int width) => string.Join('\n', text.Split('\n').SelectMany(line => Pieces(line, width)));

    /// <summary>Broken between words, as terraform does it.</summary>
    public static string WordWrap(string text, int width) => string.Join('\n', text.Split('\n').SelectMany(line => WordPieces(line, width)));

    public static string Colour(string text, Random random)
    {
        var escape = random.Next(5) switch { 0 => null, 1 => "\e[", 2 => "^[[", 3 => "[", _ => "␛[" };
        return escape is null ? text : string.Join('\n', text.Split('\n').Select(line =>
            (line.StartsWith('│') || line.StartsWith('╷') || line.StartsWith('╵') ? $"{escape}31m{line[0]}{escape}0m{line[1..]}" : line)
                .Replace("Error: ", $"{escape}1m{escape}31mError: {escape}0m{escape}0m{escape}1m", StringComparison.Ordinal) + $"{escape}0m"));
    }

    public static string Prefix(string text, Random random)
    {
        var kind = random.Next(6);
        var second = random.Next(60);
        return string.Join('\n', text.Split('\n').Select((line, i) => kind switch
        {
            1 => $"2026-11-20T10:{i / 60 % 60:00}:{i % 60:00}.{1234567 + i}Z {line}",
            2 => $"10:31:{(second + i) % 60:00}.{(37 * i) % 1000:000} STDERR [live/network] terraform: {line}",
            3 => $"[2026-11-20T10:00:{i % 60:00}.123Z] {line}",
            4 => $"builder_1  | {line}",
            5 => $"2026-11-20 10:00:{i % 60:00},123 INFO {line}",
            _ => line,
        }));
    }

    public static string Mojibake(string text, Random random)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        if (text.Contains('␛', StringComparison.Ordinal))
        {
            // A viewer drew that: it had read the code page right.
            return text;
        }

        var page = random.Next(8) switch { 0 => 0, 1 => 1252, 2 => 437, 3 => 850, 4 => -1, 5 => -2, 6 => -3, _ => 12520 };
        return page switch
        {
            0 => text,
            -1 => Drawn(text, "?"),
            -2 => Drawn(text, "|"),
            -3 => Drawn(text, ""),
            12520 => Read(Read(text, 1252), 1252),
            _ => Read(text, page),
        };
    }

    public static string Json(string text, Random random)
    {
        for (var depth = random.Next(3); depth > 0; depth--)
        {
            text = JsonSerializer.Serialize(new { level = "error", msg = text, at = 1 });
        }

        return text;
    }

    private static string Drawn(string text, string side) =>
        text.Replace("│", side, StringComparison.Ordinal).Replace("╷", side, StringComparison.Ordinal).Replace("╵", side, StringComparison.Ordinal);

    private static string Read(string text, int page) => Encoding.GetEncoding(page).GetString(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Pieces(string line, int width)
    {
        for (; line.Length > width; line = line[width..])
        {
            yield return line[..width];
        }

        yield return line;
    }

    private static IEnumerable<string> WordPieces(string line, int width)
    {
        if (line.StartsWith(' ') || line.StartsWith('\t'))
        {
            yield return line;
            yield break;
        }

        var rule = line.StartsWith("│ ", StringComparison.Ordinal) ? "│ " : "";
        var piece = "";
        foreach (var word in line[rule.Length..].Split(' '))
        {
            if (piece.Length > 0 && piece.Length + 1 + word.Length > width)
            {
                yield return rule + piece;
                piece = word;
            }
            else
            {
                piece += (piece.Length > 0 ? " " : "") + word;
            }
        }

        yield return rule + piece;
    }
}
