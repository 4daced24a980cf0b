import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import okhttp3.ConnectionSpec;
import okhttp3.TlsVersion;

class Transport {
    SSLContext old() throws Exception {
        // ruleid: java-tls-old-version
        return SSLContext.getInstance("SSLv3");
    }

    void enable(SSLSocket socket) {
        // ruleid: java-tls-old-version
        socket.setEnabledProtocols(new String[] {"TLSv1.2", "TLSv1"});
    }

    ConnectionSpec spec() {
        // ruleid: java-tls-old-version
        return new ConnectionSpec.Builder(true).tlsVersions(TlsVersion.TLS_1_2, TlsVersion.TLS_1_0).build();
    }

    SSLContext current() throws Exception {
        // ok: java-tls-old-version
        return SSLContext.getInstance("TLSv1.3");
    }

    SSLContext best() throws Exception {
        // ok: java-tls-old-version
        return SSLContext.getInstance("TLS");
    }

    void modern(SSLSocket socket) {
        // ok: java-tls-old-version
        socket.setEnabledProtocols(new String[] {"TLSv1.2", "TLSv1.3"});
    }
}
