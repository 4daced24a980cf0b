import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;

class Webhooks {
    boolean direct(Mac mac, byte[] body, byte[] signature) {
        // ruleid: java-timing-unsafe-compare
        return Arrays.equals(mac.doFinal(body), signature);
    }

    boolean named(Mac mac, byte[] body, byte[] signature) {
        byte[] expected = mac.doFinal(body);
        // ruleid: java-timing-unsafe-compare
        return Arrays.equals(signature, expected);
    }

    boolean text(byte[] body, String signature) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        String expected = Base64.getEncoder().encodeToString(mac.doFinal(body));
        // ruleid: java-timing-unsafe-compare
        return expected.equals(signature);
    }

    boolean safe(Mac mac, byte[] body, byte[] signature) {
        // ok: java-timing-unsafe-compare
        return MessageDigest.isEqual(mac.doFinal(body), signature);
    }

    boolean files(byte[] left, byte[] right) {
        // ok: java-timing-unsafe-compare
        return Arrays.equals(left, right);
    }

    boolean names(Mac mac, String algorithm) {
        // ok: java-timing-unsafe-compare
        return mac.getAlgorithm().equals(algorithm);
    }
}
