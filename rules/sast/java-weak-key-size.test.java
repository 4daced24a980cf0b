import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.RSAKeyGenParameterSpec;
import javax.crypto.KeyGenerator;

class Keys {
    static final int BITS = 512;

    KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        // ruleid: java-weak-key-size
        generator.initialize(1024, new SecureRandom());
        return generator.generateKeyPair();
    }

    KeyPair dsa() throws Exception {
        final KeyPairGenerator generator = KeyPairGenerator.getInstance("DSA", "SUN");
        // ruleid: java-weak-key-size
        generator.initialize(BITS);
        return generator.generateKeyPair();
    }

    KeyPair spec(KeyPairGenerator generator) throws Exception {
        // ruleid: java-weak-key-size
        generator.initialize(new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4));
        return generator.generateKeyPair();
    }

    KeyPair curve() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        // ruleid: java-weak-key-size
        generator.initialize(160);
        return generator.generateKeyPair();
    }

    KeyPair strong() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        // ok: java-weak-key-size
        generator.initialize(3072);
        return generator.generateKeyPair();
    }

    KeyPair strongCurve() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        // ok: java-weak-key-size
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    KeyPair configured(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        // ok: java-weak-key-size
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    Object aes() throws Exception {
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        // ok: java-weak-key-size
        generator.init(256);
        return generator.generateKey();
    }
}
