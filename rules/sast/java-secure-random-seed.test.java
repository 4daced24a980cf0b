import java.security.SecureRandom;

class Draw {
    SecureRandom fixed() {
        // ruleid: java-secure-random-seed
        return new SecureRandom("winter".getBytes());
    }

    SecureRandom bytes() {
        // ruleid: java-secure-random-seed
        return new SecureRandom(new byte[] {4, 8, 15, 16, 23, 42});
    }

    SecureRandom timed() throws Exception {
        SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
        // ruleid: java-secure-random-seed
        random.setSeed(System.currentTimeMillis());
        return random;
    }

    SecureRandom numbered() throws Exception {
        SecureRandom random = SecureRandom.getInstance("SHA1PRNG", "SUN");
        // ruleid: java-secure-random-seed
        random.setSeed(20200101L);
        return random;
    }

    SecureRandom own() {
        // ok: java-secure-random-seed
        return new SecureRandom();
    }

    SecureRandom more() {
        SecureRandom random = new SecureRandom();
        // What is added to a seed of its own makes nothing weaker.
        // ok: java-secure-random-seed
        random.setSeed(System.nanoTime());
        return random;
    }

    SecureRandom strong() throws Exception {
        // ok: java-secure-random-seed
        SecureRandom random = SecureRandom.getInstanceStrong();
        return random;
    }
}
