using System.Globalization;
using System.Text;

namespace TrailOps.Benchmarks.Corpus;

/// <summary>Composes the records of one log: members and order as CloudTrail writes them (event version 1.11).</summary>
internal sealed class RecordComposer
{
    private static readonly CallTemplate[] Deck = [.. CallTemplate.ReadAll().SelectMany(call => Enumerable.Repeat(call, call.Weight))];

    private readonly Random _random;
    private readonly string _account;
    private readonly string _region;
    private readonly Cast _cast;
    private DateTime _time;
    private Caller _caller;
    private int _burst;

    public RecordComposer(Random random, Cast cast, string account, string region, DateTime start)
    {
        _random = random;
        _account = account;
        _region = region;
        _cast = cast;
        _time = start;
        _caller = cast.Next(random);
    }

    /// <summary>Appends the next record.</summary>
    public void Write(StringBuilder to)
    {
        // Programs call in bursts.
        if (_burst-- <= 0)
        {
            _caller = _cast.Next(_random);
            _burst = _random.Next(6);
        }

        _time = _time.AddMilliseconds(_random.Next(400));
        var call = Deck[_random.Next(Deck.Length)];
        var error = _random.Next(100) switch
        {
            < 3 => "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"User is not authorized to perform this action because no identity-based policy allows it\",",
            3 => "\"errorCode\":\"ThrottlingException\",\"errorMessage\":\"Rate exceeded\",",
            _ => "",
        };

        to.Append("{\"eventVersion\":\"1.11\",\"userIdentity\":").Append(_caller.Identity)
            .Append(CultureInfo.InvariantCulture, $",\"eventTime\":\"{_time:s}Z\",\"eventSource\":\"{call.Source}\",\"eventName\":\"{call.Name}\",\"awsRegion\":\"{_region}\"")
            .Append(CultureInfo.InvariantCulture, $",\"sourceIPAddress\":\"{_caller.Address}\",\"userAgent\":\"{_caller.UserAgent}\",{error}\"requestParameters\":");
        call.Request.Write(to, _random, _account, _region);
        to.Append(",\"responseElements\":");
        if (error.Length > 0)
        {
            to.Append("null");
        }
        else
        {
            call.Response.Write(to, _random, _account, _region);
        }

        Template.AppendUuid(to.Append(",\"requestID\":\""), _random);
        Template.AppendUuid(to.Append("\",\"eventID\":\""), _random);
        to.Append(CultureInfo.InvariantCulture, $"\",\"readOnly\":{(call.ReadOnly ? "true" : "false")}");
        if (call.Resources is { } resources)
        {
            resources.Write(to.Append(",\"resources\":"), _random, _account, _region);
        }

        to.Append(CultureInfo.InvariantCulture, $",\"eventType\":\"AwsApiCall\",\"managementEvent\":true,\"recipientAccountId\":\"{_account}\",\"eventCategory\":\"Management\"")
            .Append(",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\",\"clientProvidedHostHeader\":\"")
            .Append(call.Source.AsSpan(0, call.Source.IndexOf('.', StringComparison.Ordinal)))
            .Append(CultureInfo.InvariantCulture, $".{_region}.amazonaws.com\"}}}}");
    }
}
