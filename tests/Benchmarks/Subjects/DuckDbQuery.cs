using System.Globalization;
using DuckDB.NET.Data;
using TrailOps.Benchmarks.Corpus;

namespace TrailOps.Benchmarks.Subjects;

/// <summary>DuckDB's read_json with the columns told (so that it needs no second look to find them), and the equivalent question.</summary>
internal sealed class DuckDbQuery : ISubject
{
    public const string SubjectName = "DuckDB read_json";

    private readonly DuckDBConnection _connection = new("Data Source=:memory:");
    private readonly string _query;

    public DuckDbQuery(string folder, int threads)
    {
        _connection.Open();
        using var setting = _connection.CreateCommand();
        setting.CommandText = string.Create(CultureInfo.InvariantCulture, $"SET threads = {threads}; SET enable_progress_bar = false;");
        setting.ExecuteNonQuery();
        const string Record = "eventSource VARCHAR, eventName VARCHAR, userIdentity STRUCT(sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR)))";
        var arns = string.Join(", ", LogCorpus.WantedArns.Select(arn => $"'{arn}'"));
        _query = $$"""
            SELECT r.eventSource, r.eventName, count(*)
            FROM (SELECT unnest(Records) AS r
                  FROM read_json('{{folder}}/**/*.json.gz', format = 'unstructured', maximum_object_size = 268435456,
                                 columns = {Records: 'STRUCT({{Record}})[]'}))
            WHERE r.userIdentity.sessionContext.sessionIssuer.arn IN ({{arns}})
            GROUP BY ALL
            """;
    }

    public string Name => SubjectName;

    public TimeSpan WarmUp => TimeSpan.FromSeconds(1);

    public Dictionary<string, long>? Run()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = _query;
        using var reader = command.ExecuteReader();
        var counts = new Dictionary<string, long>();
        while (reader.Read())
        {
            counts[$"{reader.GetString(0)}:{reader.GetString(1)}"] = reader.GetInt64(2);
        }

        return counts;
    }

    public void Dispose() => _connection.Dispose();
}
