using System.Net;
using System.Net.Http;
using System.Net.Security;

class Clients
{
    public HttpClient Any()
    {
        var handler = new HttpClientHandler();
        // ruleid: csharp-tls-verify-off
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => true;
        return new HttpClient(handler);
    }

    public void Everywhere()
    {
        // ruleid: csharp-tls-verify-off
        ServicePointManager.ServerCertificateValidationCallback += (sender, certificate, chain, errors) => true;
    }

    public void Named(HttpClientHandler handler)
    {
        // ruleid: csharp-tls-verify-off
        handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
    }

    public HttpClient Verified()
    {
        // ok: csharp-tls-verify-off
        return new HttpClient(new HttpClientHandler());
    }

    public void Strict(HttpClientHandler handler)
    {
        // ok: csharp-tls-verify-off
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => errors == SslPolicyErrors.None;
    }

    public void Pinned(HttpClientHandler handler, string thumbprint)
    {
        // ok: csharp-tls-verify-off
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => certificate.Thumbprint == thumbprint;
    }
}
