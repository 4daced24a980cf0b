import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.NullCipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.DESKeySpec;

class Vault {
    byte[] seal(SecretKey key, byte[] text) throws Exception {
        // ruleid: java-weak-cipher
        Cipher cipher = Cipher.getInstance("DES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(text);
    }

    SecretKey fresh() throws Exception {
        // ruleid: java-weak-cipher
        return KeyGenerator.getInstance("Blowfish").generateKey();
    }

    Cipher stream() throws Exception {
        // ruleid: java-weak-cipher
        return Cipher.getInstance("RC4", "BC");
    }

    Cipher none(boolean encrypted) throws Exception {
        // ruleid: java-weak-cipher
        return new NullCipher();
    }

    Object legacy(byte[] bytes) throws Exception {
        // ruleid: java-weak-cipher
        return new DESKeySpec(bytes);
    }

    Cipher strong() throws Exception {
        // ok: java-weak-cipher
        return Cipher.getInstance("AES/GCM/NoPadding");
    }

    Cipher configured(String transformation) throws Exception {
        // ok: java-weak-cipher
        return Cipher.getInstance(transformation);
    }

    SecretKey strongKey() throws Exception {
        // ok: java-weak-cipher
        return KeyGenerator.getInstance("AES").generateKey();
    }
}
