import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import okhttp3.OkHttpClient;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.impl.client.HttpClients;

class Connections {
    void legacy(HttpsURLConnection connection) {
        connection.setHostnameVerifier(new HostnameVerifier() {
            // ruleid: java-hostname-verifier-off
            public boolean verify(String host, SSLSession session) {
                return true;
            }
        });
    }

    void lambda(HttpsURLConnection connection) {
        // ruleid: java-hostname-verifier-off
        connection.setHostnameVerifier((host, session) -> true);
    }

    Object apache() {
        // ruleid: java-hostname-verifier-off
        return HttpClients.custom().setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE).build();
    }

    Object okhttp() {
        // ruleid: java-hostname-verifier-off
        return new OkHttpClient.Builder().hostnameVerifier((h, s) -> true).build();
    }

    void parameters(SSLParameters parameters) {
        // ruleid: java-hostname-verifier-off
        parameters.setEndpointIdentificationAlgorithm(null);
    }

    void pinned(HttpsURLConnection connection, HostnameVerifier inner) {
        // ok: java-hostname-verifier-off
        connection.setHostnameVerifier((host, session) -> host.endsWith(".internal") && inner.verify(host, session));
    }

    static class Listed implements HostnameVerifier {
        // ok: java-hostname-verifier-off
        public boolean verify(String host, SSLSession session) {
            return host.equals(session.getPeerHost());
        }
    }

    void https(SSLParameters parameters) {
        // ok: java-hostname-verifier-off
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
}
