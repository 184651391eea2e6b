using System.Diagnostics;

namespace InspectFlow.Benchmarks.Review;

/// <summary>How long a page takes over HTTP, from the request to the last byte.</summary>
/// <param name="Page">What was asked for.</param>
/// <param name="KiB">The size of the last answer, in KiB.</param>
/// <param name="MedianMilliseconds">The median of the requests.</param>
/// <param name="P95Milliseconds">Their 95 % quantile.</param>
internal sealed record PageTime(string Page, double KiB, double MedianMilliseconds, double P95Milliseconds)
{
    private const int Warm = 20;
    private const int Requests = 100;

    /// <summary>Asks some times to warm up and then some times more, one request after another.</summary>
    /// <param name="client">Asks.</param>
    /// <param name="page">What is asked for.</param>
    /// <param name="address">Gives the n-th address.</param>
    public static async Task<PageTime> OfAsync(HttpClient client, string page, Func<int, string> address)
    {
        var times = new double[Requests];
        var bytes = 0;
        for (var i = -Warm; i < Requests; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await client.GetByteArrayAsync(new Uri(address(i + Warm), UriKind.Relative)).ConfigureAwait(false);
            var elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            bytes = answer.Length;
            if (i >= 0)
            {
                times[i] = elapsed;
            }
        }

        Array.Sort(times);
        return new(page, bytes / 1024.0, (times[(Requests / 2) - 1] + times[Requests / 2]) / 2, times[(int)Math.Ceiling(Requests * 0.95) - 1]);
    }
}
