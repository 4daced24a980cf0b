import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.lang3.RandomStringUtils;

class PasswordReset {
    private final Random random = new Random();
    private final SecureRandom secure = new SecureRandom();
    private String resetToken;

    void start() {
        // ruleid: java-predictable-token
        this.resetToken = Long.toHexString(random.nextLong());
    }

    String code() {
        // ruleid: java-predictable-token
        String verificationCode = String.valueOf((int) (Math.random() * 1000000));
        return verificationCode;
    }

    String session() {
        // ruleid: java-predictable-token
        String sessionId = "s-" + ThreadLocalRandom.current().nextInt();
        return sessionId;
    }

    String password() {
        // ruleid: java-predictable-token
        final String newPassword = RandomStringUtils.randomAlphanumeric(12);
        return newPassword;
    }

    byte[] salted() {
        byte[] salt = new byte[16];
        // ruleid: java-predictable-token
        new Random().nextBytes(salt);
        return salt;
    }

    String strong() {
        // ok: java-predictable-token
        String token = Long.toHexString(secure.nextLong());
        return token;
    }

    byte[] strongSalt() {
        byte[] salt = new byte[16];
        // ok: java-predictable-token
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    private final Random declared = new SecureRandom();

    String stronger() {
        // ok: java-predictable-token
        String apiKey = Long.toHexString(declared.nextLong());
        return apiKey;
    }

    int dice() {
        // ok: java-predictable-token
        int eyes = random.nextInt(6) + 1;
        return eyes;
    }

    int sample(int tokenCount) {
        // ok: java-predictable-token
        int tokenIndex = random.nextInt(tokenCount);
        return tokenIndex;
    }
}
