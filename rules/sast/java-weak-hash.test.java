import com.google.common.hash.Hashing;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.DigestUtils;

class Accounts {
    private static final String ALGORITHM = "SHA-1";

    byte[] digestOf(String password) throws Exception {
        // ruleid: java-weak-hash
        MessageDigest digest = MessageDigest.getInstance("MD5");
        return digest.digest(password.getBytes());
    }

    byte[] sign(byte[] body) throws Exception {
        // ruleid: java-weak-hash
        return MessageDigest.getInstance(ALGORITHM, "SUN").digest(body);
    }

    String hex(String text) {
        // ruleid: java-weak-hash
        return DigestUtils.md5Hex(text) + DigestUtils.sha256Hex(text);
    }

    int bucket(String text) {
        // ruleid: java-weak-hash
        return Hashing.sha1().hashUnencodedChars(text).asInt();
    }

    byte[] strong(byte[] body) throws Exception {
        // ok: java-weak-hash
        return MessageDigest.getInstance("SHA-256").digest(body);
    }

    String strongHex(byte[] body) {
        // ok: java-weak-hash
        return DigestUtils.sha512Hex(body);
    }

    String murmur(byte[] body) {
        // ok: java-weak-hash
        return Hashing.murmur3_128().hashBytes(body).toString();
    }

    MessageDigest chosen(String algorithm) throws Exception {
        // ok: java-weak-hash
        return MessageDigest.getInstance(algorithm);
    }
}
