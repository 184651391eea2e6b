using System.Security.Cryptography;

namespace InspectFlow.Reporting.Storage;

/// <summary>
/// Makes ids that no database has to hand out: ULIDs, 48 bits of milliseconds and 80 random bits in Crockford's
/// base 32. Ids made within one millisecond count on, so that one writer's ids ascend and its inserts stay local.
/// </summary>
internal sealed class IdGenerator(TimeProvider time)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private readonly Lock gate = new();
    private UInt128 last;

    public string Next()
    {
        UInt128 id;
        lock (gate)
        {
            var milliseconds = (UInt128)(ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
            id = (milliseconds << 80) | RandomBits();
            if (id >> 80 <= last >> 80)
            {
                id = last + 1;
            }

            last = id;
        }

        return string.Create(26, id, static (text, value) =>
        {
            for (var i = text.Length - 1; i >= 0; i--)
            {
                text[i] = Alphabet[(int)(value & 31)];
                value >>= 5;
            }
        });
    }

    private static UInt128 RandomBits()
    {
        Span<byte> bytes = stackalloc byte[10];
        RandomNumberGenerator.Fill(bytes);
        var bits = UInt128.Zero;
        foreach (var b in bytes)
        {
            bits = (bits << 8) | b;
        }

        return bits;
    }
}
