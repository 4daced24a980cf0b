import javax.crypto.Cipher;

class Tokens {
    static final String TRANSFORMATION = "AES/ECB/PKCS5Padding";

    Cipher plain() throws Exception {
        // ruleid: java-ecb-mode
        return Cipher.getInstance("AES");
    }

    Cipher padded() throws Exception {
        // ruleid: java-ecb-mode
        return Cipher.getInstance(TRANSFORMATION);
    }

    Cipher withProvider() throws Exception {
        // ruleid: java-ecb-mode
        return Cipher.getInstance("SM4/ECB/PKCS7Padding", "BC");
    }

    Cipher authenticated() throws Exception {
        // ok: java-ecb-mode
        return Cipher.getInstance("AES/GCM/NoPadding");
    }

    Cipher asymmetric() throws Exception {
        // RSA has one block; the mode's name means nothing.
        // ok: java-ecb-mode
        return Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    }

    Cipher oneBlock() throws Exception {
        // ok: java-ecb-mode
        return Cipher.getInstance("AES/ECB/NoPadding");
    }
}
