import java.util.regex.Pattern;
import javax.validation.constraints.Email;

class Checks {
    // ruleid: java-redos
    static final Pattern WORDS = Pattern.compile("^(\\w+)+$");

    boolean name(String text) {
        // ruleid: java-redos
        return text.matches("([a-z]+)*!");
    }

    boolean number(String text) {
        // ruleid: java-redos
        return Pattern.matches("^(\\d*)+x$", text);
    }

    // ok: java-redos
    static final Pattern PARTS = Pattern.compile("^\\w+(\\.\\w+)*$");

    boolean once(String text) {
        // ok: java-redos
        return text.matches("[a-z]+!");
    }

    boolean possessive(String text) {
        // ok: java-redos
        return text.matches("^\\d++$");
    }
}
