using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using InspectFlow.Reporting.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InspectFlow.Review;

/// <summary>
/// The web site on which people decide about flagged images. Rendered here, without scripts or fonts from elsewhere; what it
/// shows comes from the database alone.
/// </summary>
public sealed class ReviewSite : IAsyncDisposable
{
    /// <summary>The policy that slows down the guessing of access tokens.</summary>
    internal const string LoginPolicy = "login";

    private readonly WebApplication app;
    private readonly ReviewSiteOptions options;

    private ReviewSite(WebApplication app, ReviewSiteOptions options)
    {
        this.app = app;
        this.options = options;
    }

    /// <summary>Gets the addresses at which the site answers, once it has started.</summary>
    public IReadOnlyCollection<string> Addresses => [.. app.Urls];

    /// <summary>Gets a value indicating whether other machines can reach the site, who then have to show the access token.</summary>
    public bool IsPublic => options.Urls.Any(SiteAddresses.IsPublic);

    /// <summary>Makes the site; it listens once it is started.</summary>
    /// <param name="options">What it shows, where it listens, and whom it lets in.</param>
    /// <param name="store">The database; it stays the caller's.</param>
    /// <param name="time">The clock, whose time zone is shown.</param>
    /// <param name="log">Where the log goes, or null.</param>
    /// <returns>The site.</returns>
    /// <exception cref="ReviewSiteException">An address cannot be used, or would be open to everybody.</exception>
    public static ReviewSite Create(ReviewSiteOptions options, InspectionStore store, TimeProvider time, ILoggerProvider? log = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        SiteAddresses.Check(options);

        // Empty: neither files nor environment variables of the machine change where it listens or what it lets through.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(ReviewSite).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
        });
        builder.Logging.AddFilter(level => level >= LogLevel.Warning);
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        AddServices(builder.Services, options, store, time);
        var site = builder.Build();
        foreach (var url in options.Urls)
        {
            site.Urls.Add(url);
        }

        Configure(site);
        return new(site, options);
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when the site answers.</returns>
    /// <exception cref="ReviewSiteException">An address is taken or not this machine's.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new ReviewSiteException(
                $"The review page cannot listen at {string.Join(" and ", options.Urls)}: {e.Message} Stop the program that listens there, or name another port.", e);
        }
    }

    /// <summary>Answers what is under way and listens no more.</summary>
    /// <param name="cancellationToken">Leaves at once.</param>
    /// <returns>A task that ends when the site has stopped.</returns>
    public Task StopAsync(CancellationToken cancellationToken) => app.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void AddServices(IServiceCollection services, ReviewSiteOptions options, InspectionStore store, TimeProvider time)
    {
        services.AddSingleton(options);
        services.AddSingleton(store);
        services.AddSingleton(time);

        services.AddDataProtection();
        services.Configure<KeyManagementOptions>(keys =>
        {
            keys.XmlRepository = new MemoryKeys();
            keys.XmlEncryptor = new NullXmlEncryptor();
        });
        services.AddSingleton<AccessGate>();
        services.AddSingleton<Reviewer>();
        services.AddHttpContextAccessor();
        services.AddScoped<ReviewContext>();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddHostFiltering(filter =>
        {
            filter.AllowedHosts = [.. SiteAddresses.Hosts(options)];
            filter.AllowEmptyHosts = false;
        });
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(LoginPolicy, context => HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    context.Connection.RemoteIpAddress?.ToString() ?? string.Empty,
                    _ => new() { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter(string.Empty));
        });
        services.AddAntiforgery(forgery =>
        {
            forgery.Cookie.Name = "inspectflow.form";
            forgery.Cookie.HttpOnly = true;
            forgery.Cookie.SameSite = SameSiteMode.Strict;
            forgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddRazorPages();
    }

    private static void Configure(WebApplication site)
    {
        site.Use(next => context => SecurityHeaders.Add(context, next));
        site.UseHostFiltering();

        // A proxy on this machine, and no other, may say that the browser's side is HTTPS.
        site.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto });
        site.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/problem/500", AllowStatusCode404Response = true });
        site.UseStatusCodePagesWithReExecute("/problem/{0}");
        site.Use(next => context => Pass(context, next));
        site.UseRouting();
        site.UseRateLimiter();
        site.MapGet("/assets/{name}", Asset.Get);
        site.MapGet(PictureEndpoint.Pattern, PictureEndpoint.Get);
        site.MapGet(ExportEndpoint.Pattern, ExportEndpoint.Get);
        site.MapRazorPages();
    }

    private static Task Pass(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var gate = context.RequestServices.GetRequiredService<AccessGate>();
        if (gate.Admits(request) || request.Path.StartsWithSegments("/login", StringComparison.Ordinal) ||
            request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) || request.Path.StartsWithSegments("/problem", StringComparison.Ordinal))
        {
            return next(context);
        }

        if (HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.Redirect($"/login?to={Uri.EscapeDataString(request.Path + request.QueryString)}");
            return Task.CompletedTask;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
