using TrailOps.Digests;

namespace TrailOps.Tests.Digests;

/// <summary>Digests, signatures and keys with anything done to them: nothing crashes or hangs, and none passes.</summary>
public sealed class DigestMutationTests
{
    private const int Digests = 60_000;
    private const int Keys = 40_000;
    private const int Chains = 300;

    [Fact]
    public void A_digest_or_signature_that_was_touched_is_not_signed()
    {
        var store = new MemoryStore().AddHours(2, logs: 3);
        var (content, signature) = store.Objects[store.DigestKeys[1]];
        var text = MemoryStore.Text(content);
        PublicKeys keys = new();
        keys.Add(MemoryStore.PublicKey);
        Assert.True(IsSigned(text, signature!, keys));
        var random = new Random(20261201);
        var parsed = 0;
        for (var i = 0; i < Digests; i++)
        {
            var (touched, sign) = i % 4 == 3 ? (text, System.Text.Encoding.Latin1.GetString(Touch(System.Text.Encoding.Latin1.GetBytes(signature!), random))) : (Touch(text, random), signature!);
            if (touched.AsSpan().SequenceEqual(text) && sign.Equals(signature, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            parsed += Digest.TryParse(touched, out _, out _) ? 1 : 0;
            Assert.False(IsSigned(touched, sign, keys), $"{i}: {System.Text.Encoding.UTF8.GetString(touched)} {sign}");
        }

        // Those that are no JSON any more prove little.
        Assert.InRange(parsed, Digests / 3, Digests);
    }

    [Fact]
    public void A_key_that_was_touched_proves_nothing()
    {
        var store = new MemoryStore().AddHours(1);
        var (content, signature) = store.Objects[store.DigestKeys[0]];
        var text = MemoryStore.Text(content);
        var print = PublicKeys.FingerprintOf(MemoryStore.PublicKey);
        var random = new Random(20261202);
        for (var i = 0; i < Keys; i++)
        {
            var touched = Touch(MemoryStore.PublicKey, random);
            if (!touched.AsSpan().StartsWith(MemoryStore.PublicKey))
            {
                // In the name of the right one, as a file of keys may say.
                PublicKeys keys = new();
                keys.Add(touched, print);
                Assert.False(IsSigned(text, signature!, keys), $"{i}: {Convert.ToHexString(touched)}");
            }
        }
    }

    [Fact]
    public async Task A_chain_of_which_anything_was_touched_is_not_valid()
    {
        var random = new Random(20261203);
        for (var i = 0; i < Chains; i++)
        {
            var store = new MemoryStore { HasSignatures = i % 3 != 0 }.AddHours(4, logs: 1);
            var key = i % 2 == 0 ? store.DigestKeys[random.Next(3)] : store.LogKeys[random.Next(3)];
            var (content, signature) = store.Objects[key];
            var text = MemoryStore.Text(content);
            var touched = Touch(text, random);
            if (touched.AsSpan().SequenceEqual(text))
            {
                continue;
            }

            store.Objects[key] = (i % 5 == 0 ? Touch(content, random) is var packed && !packed.AsSpan().SequenceEqual(content) ? packed : [] : MemoryStore.Gzip(touched), signature);
            var (items, summary) = await store.ValidateAsync(MemoryStore.Start, MemoryStore.Start.AddHours(4)).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.True(summary.IsValid == false || (i % 5 == 0 && IsSame(store, key, text)), $"{i}: {key}: {string.Join("; ", items)}");
        }
    }

    /// <summary>A flag of the gzip header, for one, says nothing about the text.</summary>
    private static bool IsSame(MemoryStore store, string key, byte[] text)
    {
        try
        {
            return MemoryStore.Text(store.Objects[key].Content).AsSpan().SequenceEqual(text);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool IsSigned(byte[] text, string signature, PublicKeys keys) =>
        Digest.TryParse(text, out var digest, out _) && keys.TryFind(digest.Fingerprint, out var key) && key is not null && digest.IsSigned(signature, key);

    private static byte[] Touch(byte[] bytes, Random random)
    {
        var touched = bytes.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(touched.Count);
            switch (random.Next(6))
            {
                case 0:
                    touched[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    touched[at] = (byte)random.Next(256);
                    break;
                case 2:
                    touched.RemoveAt(at);
                    break;
                case 3:
                    touched.Insert(at, touched[random.Next(touched.Count)]);
                    break;
                case 4:
                    // A digit or letter for another: the text stays JSON.
                    var places = Enumerable.Range(0, 40).Select(_ => random.Next(touched.Count)).Where(place => char.IsAsciiHexDigit((char)touched[place])).ToList();
                    places.ForEach(place => touched[place] = (byte)"0123456789abcdef"[random.Next(16)]);
                    break;
                default:
                    (touched[at], touched[^1]) = (touched[random.Next(touched.Count)], touched[^1]);
                    break;
            }
        }

        return [.. touched];
    }
}
