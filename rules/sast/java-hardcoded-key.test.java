import com.auth0.jwt.algorithms.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

class Session {
    private static final String SECRET = "k3y-of-the-shop!";

    SecretKeySpec key() {
        // ruleid: java-hardcoded-key
        return new SecretKeySpec("0123456789abcdef".getBytes(StandardCharsets.UTF_8), "AES");
    }

    SecretKeySpec named() {
        // ruleid: java-hardcoded-key
        return new SecretKeySpec(SECRET.getBytes(), "AES");
    }

    IvParameterSpec iv() {
        // ruleid: java-hardcoded-key
        return new IvParameterSpec(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    }

    IvParameterSpec zeros() {
        // ruleid: java-hardcoded-key
        return new IvParameterSpec(new byte[16]);
    }

    PBEKeySpec derived(byte[] salt) {
        // ruleid: java-hardcoded-key
        return new PBEKeySpec("letmein".toCharArray(), salt, 600000, 256);
    }

    Algorithm token() {
        // ruleid: java-hardcoded-key
        return Algorithm.HMAC256("a secret that everybody knows");
    }

    SecretKeySpec fromEnvironment() {
        // ok: java-hardcoded-key
        return new SecretKeySpec(System.getenv("SHOP_KEY").getBytes(StandardCharsets.UTF_8), "AES");
    }

    GCMParameterSpec nonce() {
        byte[] nonce = new byte[12];
        new SecureRandom().nextBytes(nonce);
        // ok: java-hardcoded-key
        return new GCMParameterSpec(128, nonce);
    }

    IvParameterSpec fresh() {
        byte[] iv = new byte[16];
        new SecureRandom().nextBytes(iv);
        // ok: java-hardcoded-key
        return new IvParameterSpec(iv);
    }

    Algorithm configured(String secret) {
        // ok: java-hardcoded-key
        return Algorithm.HMAC256(secret);
    }
}
