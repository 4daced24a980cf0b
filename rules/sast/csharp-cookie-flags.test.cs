using Microsoft.AspNetCore.Http;
using System.Web;

class Logins
{
    public void Remember(HttpResponse response, string token)
    {
        // ruleid: csharp-cookie-flags
        response.Cookies.Append("session", token, new CookieOptions { HttpOnly = false, Secure = true });
    }

    public HttpCookie Classic(string token)
    {
        var cookie = new HttpCookie("session", token);
        // ruleid: csharp-cookie-flags
        cookie.Secure = false;
        return cookie;
    }

    public void Configure(CookieAuthenticationOptions options)
    {
        // ruleid: csharp-cookie-flags
        options.Cookie.SecurePolicy = CookieSecurePolicy.None;
        // ok: csharp-cookie-flags
        options.Cookie.HttpOnly = true;
    }

    public void Guarded(HttpResponse response, string token)
    {
        // ok: csharp-cookie-flags
        response.Cookies.Append("session", token, new CookieOptions { HttpOnly = true, Secure = true });
    }

    public HttpCookie Strict(string token)
    {
        var cookie = new HttpCookie("session", token);
        // ok: csharp-cookie-flags
        cookie.Secure = true;
        return cookie;
    }
}
