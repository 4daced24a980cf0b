import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;

class Balance {
    // ruleid: java-spring-cors-any-origin
    @CrossOrigin("*")
    @GetMapping("/balance")
    public String balance() {
        return "1";
    }

    // ok: java-spring-cors-any-origin
    @CrossOrigin("https://shop.example.org")
    @GetMapping("/rates")
    public String rates() {
        return "2";
    }

    public void addCorsMappings(CorsRegistry registry) {
        // ruleid: java-spring-cors-any-origin
        registry.addMapping("/api/**").allowedMethods("GET", "POST").allowedOriginPatterns("*").allowCredentials(true);
        // ok: java-spring-cors-any-origin
        registry.addMapping("/public/**").allowedOrigins("https://shop.example.org");
    }

    CorsConfiguration configuration() {
        CorsConfiguration cors = new CorsConfiguration();
        // ruleid: java-spring-cors-any-origin
        cors.addAllowedOrigin("*");
        // ok: java-spring-cors-any-origin
        cors.setAllowedMethods(List.of("*"));
        return cors;
    }

    void reflect(HttpServletRequest request, HttpServletResponse response) {
        // ruleid: java-spring-cors-any-origin
        response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
    }
}
