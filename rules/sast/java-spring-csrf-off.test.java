import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

class SecurityConfig {
    void configure(HttpSecurity http) throws Exception {
        // ruleid: java-spring-csrf-off
        http.csrf().disable().authorizeRequests().anyRequest().authenticated();
    }

    @Bean
    SecurityFilterChain shop(HttpSecurity http) throws Exception {
        // ruleid: java-spring-csrf-off
        http.formLogin(form -> form.loginPage("/login")).csrf(csrf -> csrf.disable());
        return http.build();
    }

    @Bean
    SecurityFilterChain reference(HttpSecurity http) throws Exception {
        // ruleid: java-spring-csrf-off
        return http.csrf(AbstractHttpConfigurer::disable).build();
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http) throws Exception {
        // ok: java-spring-csrf-off
        http.csrf(AbstractHttpConfigurer::disable)
            .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        return http.build();
    }

    @Bean
    SecurityFilterChain webhooks(HttpSecurity http) throws Exception {
        // ok: java-spring-csrf-off
        http.csrf(csrf -> csrf.ignoringRequestMatchers("/hooks/*"));
        return http.build();
    }

    @Bean
    SecurityFilterChain defaults(HttpSecurity http) throws Exception {
        // ok: java-spring-csrf-off
        http.headers(headers -> headers.frameOptions(frame -> frame.deny()));
        return http.build();
    }
}
