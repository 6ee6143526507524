namespace TrailOps.Policies;

/// <summary>A resource's ARN in two: <c>arn:partition:service:region:account:</c> and the resource's name there. What is no ARN is all name.</summary>
internal readonly record struct ResourceArn(string Head, string Name)
{
    public const int Region = 3;
    public const int Account = 4;

    private const int HeadSegments = 5;

    public bool IsArn => Head.Length > 0;

    public static ResourceArn Parse(string text)
    {
        var length = 0;
        for (var i = 0; i < HeadSegments; i++)
        {
            var colon = PolicyPattern.IndexOfColon(text.AsSpan(length));
            if (colon < 0)
            {
                return new("", text);
            }

            length += colon + 1;
        }

        return new(text[..length], text[length..]);
    }

    /// <summary>The five segments of a head.</summary>
    public static string[] Segments(string head)
    {
        var segments = new string[HeadSegments];
        var rest = head.AsSpan();
        for (var i = 0; i < HeadSegments; i++)
        {
            var colon = PolicyPattern.IndexOfColon(rest);
            segments[i] = rest[..colon].ToString();
            rest = rest[(colon + 1)..];
        }

        return segments;
    }

    /// <summary>
    /// How much of the name is its type with what sets it off, such as <c>vpc/</c> or <c>function:</c>; of an object in S3 it is the bucket. 0
    /// where there is none, as for a queue.
    /// </summary>
    public int TypeLength()
    {
        for (var i = PolicyPattern.TokenLength(Name); i < Name.Length; i += PolicyPattern.TokenLength(Name.AsSpan(i)))
        {
            if (Name[i] == '/' || (Name[i] == ':' && !IsS3()))
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>Whether the name begins with a bucket's name: S3's other resources have a region.</summary>
    public bool IsS3() => Head.EndsWith(":s3:::", StringComparison.Ordinal);

    public override string ToString() => Head + Name;
}
