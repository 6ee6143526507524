using TrailOps.Aws.Events;

namespace TrailOps.Aws.Tests;

/// <summary>The cache, where many write at the same time.</summary>
public sealed class LogCacheTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("trailops-cache-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Many_that_begin_in_the_same_new_folder_do_not_break_it()
    {
        for (var round = 0; round < 100; round++)
        {
            var cache = new LogCache(Path.Combine(_root, $"{round}"), e => throw e);
            using var ready = new Barrier(8);
            Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
            {
                ready.SignalAndWait(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
                using var file = cache.Create("bucket", $"a/b/c/{number}.json.gz");
                file!.Write([1, 2, 3]);
                file.Finish();
            });
            Assert.False(cache.IsBroken);
            Assert.Equal(8, Directory.GetFiles(Path.Combine(_root, $"{round}", "bucket", "a", "b", "c")).Length);
        }
    }

    [Fact]
    public void What_is_not_finished_leaves_nothing()
    {
        var cache = new LogCache(_root, e => throw e);
        using (var file = cache.Create("bucket", "key.json.gz"))
        {
            file!.Write([1]);
        }

        Assert.Empty(Directory.GetFiles(_root, "*", SearchOption.AllDirectories));
        Assert.False(cache.TryOpen("bucket", "key.json.gz", 1, out _));
    }

    [Fact]
    public void A_full_disk_is_told_once_and_nothing_is_tried_any_more()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full, which Linux has.");
        var (one, two) = (Path.Combine(_root, "1.part"), Path.Combine(_root, "2.part"));
        File.CreateSymbolicLink(one, "/dev/full");
        File.CreateSymbolicLink(two, "/dev/full");
        List<Exception> told = [];
        var cache = new LogCache(_root, told.Add);
        using (var first = new CacheFile(cache, Path.Combine(_root, "a"), one, FileMode.Open))
        using (var second = new CacheFile(cache, Path.Combine(_root, "b"), two, FileMode.Open))
        {
            first.Write(new byte[10_000]);
            second.Write(new byte[10_000]);
            first.Write(new byte[10_000]);
            first.Finish();
        }

        Assert.IsType<IOException>(Assert.Single(told));
        Assert.True(cache.IsBroken);
        Assert.Null(cache.Create("bucket", "key.json.gz"));
        Assert.Empty(Directory.GetFiles(_root));
    }

    [Theory]
    [InlineData("a/../b.json.gz")]
    [InlineData("a//b.json.gz")]
    [InlineData("/b.json.gz")]
    [InlineData("a\\b.json.gz")]
    [InlineData("a/c:b.json.gz")]
    [InlineData("a/b.json.gz.")]
    [InlineData("a/ b")]
    public void A_key_that_can_not_be_a_files_name_everywhere_is_not_kept(string key) => Assert.Null(new LogCache(_root, e => throw e).Create("bucket", key));
}
