import com.zaxxer.hikari.HikariConfig;
import java.io.InputStream;
import java.net.PasswordAuthentication;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class Database {
    private static final String PASSWORD = "Tr0ub4dor&3";

    Connection open() throws Exception {
        // ruleid: java-hardcoded-password
        return DriverManager.getConnection("jdbc:postgresql://db/shop", "shop", "correct-horse-9");
    }

    Connection named(String url) throws Exception {
        // ruleid: java-hardcoded-password
        return DriverManager.getConnection(url, "shop", PASSWORD);
    }

    HikariConfig pool() {
        HikariConfig config = new HikariConfig();
        config.setUsername("shop");
        // ruleid: java-hardcoded-password
        config.setPassword("battery-staple-7");
        return config;
    }

    PasswordAuthentication proxy() {
        // ruleid: java-hardcoded-password
        return new PasswordAuthentication("shop", "Pr0xy-Pr0xy".toCharArray());
    }

    Connection environment(String url) throws Exception {
        // ok: java-hardcoded-password
        return DriverManager.getConnection(url, "shop", System.getenv("SHOP_PASSWORD"));
    }

    Connection embedded() throws Exception {
        // ok: java-hardcoded-password
        return DriverManager.getConnection("jdbc:h2:mem:shop", "sa", "");
    }

    KeyStore truststore(KeyStore store, InputStream in) throws Exception {
        // The JDK's own default, which protects nothing.
        // ok: java-hardcoded-password
        store.load(in, "changeit".toCharArray());
        return store;
    }

    void mail(JavaMailSenderImpl sender, String password) {
        // ok: java-hardcoded-password
        sender.setPassword(password);
    }
}
