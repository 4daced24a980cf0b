import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.http.ssl.SSLContexts;

class Clients {
    static final TrustManager[] ALL = {
        new X509TrustManager() {
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            // ruleid: java-trust-all-certificates
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        }
    };

    static class Careless implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        // ruleid: java-trust-all-certificates
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            // nothing to do
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return null;
        }
    }

    Object netty() throws Exception {
        // ruleid: java-trust-all-certificates
        return SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE).build();
    }

    Object apache() throws Exception {
        // ruleid: java-trust-all-certificates
        return SSLContexts.custom().loadTrustMaterial(null, (chain, type) -> true).build();
    }

    static class Delegating implements X509TrustManager {
        private final X509TrustManager inner;

        Delegating(X509TrustManager inner) {
            this.inner = inner;
        }

        // ok: java-trust-all-certificates
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            inner.checkServerTrusted(chain, type);
        }

        // ok: java-trust-all-certificates
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("not a server");
        }

        // ok: java-trust-all-certificates
        public X509Certificate[] getAcceptedIssuers() {
            return inner.getAcceptedIssuers();
        }
    }

    Object strict(java.security.KeyStore store) throws Exception {
        // ok: java-trust-all-certificates
        return SSLContexts.custom().loadTrustMaterial(store, null).build();
    }
}
