import javax.servlet.ServletContext;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseCookie;

class Logins {
    void remember(HttpServletResponse response, String token) {
        Cookie cookie = new Cookie("session", token);
        // ruleid: java-cookie-flags
        cookie.setSecure(false);
        // ruleid: java-cookie-flags
        cookie.setHttpOnly(false);
        response.addCookie(cookie);
    }

    ResponseCookie built(String token) {
        // ruleid: java-cookie-flags
        return ResponseCookie.from("session", token).path("/").httpOnly(false).build();
    }

    void container(ServletContext context) {
        // ruleid: java-cookie-flags
        context.getSessionCookieConfig().setSecure(false);
    }

    void guarded(HttpServletResponse response, String token) {
        Cookie cookie = new Cookie("session", token);
        // ok: java-cookie-flags
        cookie.setSecure(true);
        // ok: java-cookie-flags
        cookie.setHttpOnly(true);
        response.addCookie(cookie);
    }

    void configured(Cookie cookie, boolean secure) {
        // ok: java-cookie-flags
        cookie.setSecure(secure);
    }

    void other(Connection connection) {
        // ok: java-cookie-flags
        connection.setSecure(false);
    }
}
